<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>AboutDialog</name>
    <message>
      <source>About SILS</source>
      <translation>Über SILS</translation>
    </message>
    <message>
      <source>Copy &amp;report</source>
      <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
      <source>E&amp;xamine again</source>
      <translation>&amp;Erneut untersuchen</translation>
    </message>
    <message>
      <source>Examining this computer …</source>
      <translation>Dieser Rechner wird untersucht …</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>Separates one photo into its physical layers and remixes them with sliders. Works offline; sends nothing.</source>
      <translation>Zerlegt ein Foto in seine physikalischen Ebenen und mischt sie mit Reglern neu. Arbeitet ohne Netz und sendet nichts.</translation>
    </message>
    <message>
      <source>The GPU is not used: {0}. {1}</source>
      <translation>Die Grafikkarte wird nicht genutzt: {0}. {1}</translation>
    </message>
  </context>
  <context>
    <name>BalanceStrip</name>
    <message>
      <source>Balance</source>
      <translation>Balance</translation>
    </message>
    <message>
      <source>{0} ↔ photo ↔ {1}</source>
      <translation>{0} ↔ Foto ↔ {1}</translation>
    </message>
    <message>
      <source>−100 {0} only, 0 the photo, +100 {1} only</source>
      <translation>−100 nur {0}, 0 das Foto, +100 nur {1}</translation>
    </message>
  </context>
  <context>
    <name>BrushBar</name>
    <message>
      <source>By brightness: {0}</source>
      <translation>Nach Helligkeit: {0}</translation>
    </message>
    <message>
      <source>By strength of a layer: {0}</source>
      <translation>Nach Stärke einer Ebene: {0}</translation>
    </message>
    <message>
      <source>Erase: {0}</source>
      <translation>Radieren: {0}</translation>
    </message>
    <message>
      <source>Fill: {0}</source>
      <translation>Füllen: {0}</translation>
    </message>
    <message>
      <source>Intersect: {0}</source>
      <translation>Schnittmenge: {0}</translation>
    </message>
    <message>
      <source>Invert: {0}</source>
      <translation>Umkehren: {0}</translation>
    </message>
    <message>
      <source>Linear gradient: {0}</source>
      <translation>Linearer Verlauf: {0}</translation>
    </message>
    <message>
      <source>Mask of the mix</source>
      <translation>Maske der Mischung</translation>
    </message>
    <message>
      <source>Paint closely where nothing but this layer is seen. It is taken at its word.</source>
      <translation>Malen Sie genau dort, wo nichts als diese Ebene zu sehen ist. Was Sie malen, gilt.</translation>
    </message>
    <message>
      <source>Paint where this layer is clearly seen. Separate will use it.</source>
      <translation>Malen Sie, wo diese Ebene deutlich zu sehen ist. Wirkt beim ersten Zerlegen.</translation>
    </message>
    <message>
      <source>Paint where too little of this layer was found. Separate again to use it.</source>
      <translation>Malen Sie, wo zu wenig von dieser Ebene gefunden wurde. Wirkt beim nächsten Zerlegen.</translation>
    </message>
    <message>
      <source>Paint: {0}</source>
      <translation>Malen: {0}</translation>
    </message>
    <message>
      <source>Radial gradient: {0}</source>
      <translation>Radialer Verlauf: {0}</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>The mix changes only what is painted.</source>
      <translation>Die Mischung wirkt nur, wo gemalt ist.</translation>
    </message>
    <message>
      <source>What the brush paints</source>
      <translation>Was der Pinsel malt</translation>
    </message>
    <message>
      <source>{0} alone is here</source>
      <translation>{0} allein ist hier</translation>
    </message>
    <message>
      <source>{0} is here</source>
      <translation>{0} ist hier</translation>
    </message>
  </context>
  <context>
    <name>BrushCommands</name>
    <message>
      <source>Clear what was painted</source>
      <translation>Gemaltes entfernen</translation>
    </message>
    <message>
      <source>Feather along edges</source>
      <translation>Weiche Kante an Konturen</translation>
    </message>
    <message>
      <source>Remove a mark</source>
      <translation>Verlauf oder Bereich entfernen</translation>
    </message>
  </context>
  <context>
    <name>Canvas</name>
    <message>
      <source> · identical</source>
      <translation> · identisch</translation>
    </message>
    <message>
      <source>Difference ×{0}</source>
      <translation>Differenz ×{0}</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Remix</source>
      <translation>Mischung</translation>
    </message>
    <message>
      <source>Residual</source>
      <translation>Rest</translation>
    </message>
  </context>
  <context>
    <name>Commands</name>
    <message>
      <source>&amp;About and doctor…</source>
      <translation>Ü&amp;ber SILS und Diagnose…</translation>
    </message>
    <message>
      <source>&amp;Add to queue</source>
      <translation>In die &amp;Warteschlange</translation>
    </message>
    <message>
      <source>&amp;Before</source>
      <translation>&amp;Vorher</translation>
    </message>
    <message>
      <source>&amp;Brush</source>
      <translation>&amp;Pinsel</translation>
    </message>
    <message>
      <source>&amp;Cancel</source>
      <translation>&amp;Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Clear</source>
      <translation>&amp;Leeren</translation>
    </message>
    <message>
      <source>&amp;Clipping</source>
      <translation>&amp;Beschnitt</translation>
    </message>
    <message>
      <source>&amp;Close photo</source>
      <translation>Foto s&amp;chließen</translation>
    </message>
    <message>
      <source>&amp;Copy settings</source>
      <translation>Einstellungen &amp;kopieren</translation>
    </message>
    <message>
      <source>&amp;Difference</source>
      <translation>&amp;Differenz</translation>
    </message>
    <message>
      <source>&amp;Erase</source>
      <translation>&amp;Radieren</translation>
    </message>
    <message>
      <source>&amp;Export…</source>
      <translation>&amp;Exportieren…</translation>
    </message>
    <message>
      <source>&amp;Fill</source>
      <translation>&amp;Füllen</translation>
    </message>
    <message>
      <source>&amp;Fit or 100 %</source>
      <translation>&amp;Einpassen oder 100 %</translation>
    </message>
    <message>
      <source>&amp;Grid</source>
      <translation>&amp;Raster</translation>
    </message>
    <message>
      <source>&amp;Invert</source>
      <translation>&amp;Umkehren</translation>
    </message>
    <message>
      <source>&amp;Linear gradient</source>
      <translation>&amp;Verlauf, linear</translation>
    </message>
    <message>
      <source>&amp;Mute layer</source>
      <translation>Ebene &amp;stumm</translation>
    </message>
    <message>
      <source>&amp;Narrower</source>
      <translation>&amp;Schmaler</translation>
    </message>
    <message>
      <source>&amp;Next photo</source>
      <translation>&amp;Nächstes Foto</translation>
    </message>
    <message>
      <source>&amp;Open…</source>
      <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
      <source>&amp;Overlay</source>
      <translation>An&amp;zeigen</translation>
    </message>
    <message>
      <source>&amp;Panels</source>
      <translation>Bedien&amp;felder</translation>
    </message>
    <message>
      <source>&amp;Paste settings</source>
      <translation>Einstellungen &amp;einfügen</translation>
    </message>
    <message>
      <source>&amp;Queue</source>
      <translation>Warte&amp;schlange</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>&amp;Beenden</translation>
    </message>
    <message>
      <source>&amp;Reset mix</source>
      <translation>Mischung &amp;zurücksetzen</translation>
    </message>
    <message>
      <source>&amp;Save edits</source>
      <translation>Bearbeitung &amp;speichern</translation>
    </message>
    <message>
      <source>&amp;Separate</source>
      <translation>&amp;Zerlegen</translation>
    </message>
    <message>
      <source>&amp;Separators…</source>
      <translation>&amp;Zerleger…</translation>
    </message>
    <message>
      <source>&amp;Side by side</source>
      <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
      <source>&amp;Wider</source>
      <translation>&amp;Breiter</translation>
    </message>
    <message>
      <source>&amp;Wipe</source>
      <translation>&amp;Wischen</translation>
    </message>
    <message>
      <source>Along ed&amp;ges</source>
      <translation>An &amp;Konturen</translation>
    </message>
    <message>
      <source>Back to the photo as it was taken</source>
      <translation>Zurück zum Foto, wie es aufgenommen wurde</translation>
    </message>
    <message>
      <source>Before and after, with a line to drag, or to move by Ctrl and arrows</source>
      <translation>Vorher und nachher, mit einer Linie, die man zieht oder mit Strg und Pfeiltasten bewegt</translation>
    </message>
    <message>
      <source>By b&amp;rightness</source>
      <translation>Nach &amp;Helligkeit</translation>
    </message>
    <message>
      <source>Difference g&amp;ain</source>
      <translation>Differenz vers&amp;tärken</translation>
    </message>
    <message>
      <source>Drag from the middle of an ellipse, with Shift a circle; Enter draws one in the middle</source>
      <translation>Von der Mitte einer Ellipse ziehen, mit Umschalt wird es ein Kreis; Eingabe zeichnet eine in die Mitte</translation>
    </message>
    <message>
      <source>Drag from where all is to where nothing is; Enter draws one in the middle</source>
      <translation>Ziehen, von wo alles ist, bis wo nichts mehr ist; Eingabe zeichnet einen in die Mitte</translation>
    </message>
    <message>
      <source>Feather along the edges of what the photo shows</source>
      <translation>Weiche Kanten folgen den Konturen im Foto</translation>
    </message>
    <message>
      <source>Film s&amp;trip</source>
      <translation>F&amp;ilmstreifen</translation>
    </message>
    <message>
      <source>In&amp;tersect</source>
      <translation>Schni&amp;ttmenge</translation>
    </message>
    <message>
      <source>Keep what was painted only where the next mark is, too</source>
      <translation>Gemaltes nur dort behalten, wo auch das Nächste ist</translation>
    </message>
    <message>
      <source>Many photos by one recipe</source>
      <translation>Viele Fotos nach einem Rezept</translation>
    </message>
    <message>
      <source>Mark what a file of the photo's depth cuts off</source>
      <translation>Markiert, was eine Datei in der Bittiefe des Fotos abschneidet</translation>
    </message>
    <message>
      <source>Open photos</source>
      <translation>Fotos öffnen</translation>
    </message>
    <message>
      <source>Paint everything</source>
      <translation>Alles bemalen</translation>
    </message>
    <message>
      <source>Paint what belongs to a layer or where to mix</source>
      <translation>Malen, was zu einer Ebene gehört oder wo gemischt wird</translation>
    </message>
    <message>
      <source>Paint what is as bright, or where a layer is as strong, as the sliders below say</source>
      <translation>Malen, was so hell ist oder wo eine Ebene so stark ist, wie die Regler darunter sagen</translation>
    </message>
    <message>
      <source>Paint what is not painted, and the other way round</source>
      <translation>Bemalen, was nicht bemalt ist, und umgekehrt</translation>
    </message>
    <message>
      <source>Photo, layers and remix side by side</source>
      <translation>Foto, Ebenen und Mischung nebeneinander</translation>
    </message>
    <message>
      <source>Pre&amp;ferences…</source>
      <translation>E&amp;instellungen…</translation>
    </message>
    <message>
      <source>Pre&amp;vious photo</source>
      <translation>&amp;Voriges Foto</translation>
    </message>
    <message>
      <source>Put the photo at the end of the queue</source>
      <translation>Das Foto ans Ende der Warteschlange stellen</translation>
    </message>
    <message>
      <source>Ra&amp;dial gradient</source>
      <translation>Verlauf, ra&amp;dial</translation>
    </message>
    <message>
      <source>Remo&amp;ve mark</source>
      <translation>&amp;Markierung entfernen</translation>
    </message>
    <message>
      <source>S&amp;olo layer</source>
      <translation>Nur diese &amp;Ebene</translation>
    </message>
    <message>
      <source>Save the edits beside the photo</source>
      <translation>Die Bearbeitung neben dem Foto speichern</translation>
    </message>
    <message>
      <source>Separate the photo into layers</source>
      <translation>Das Foto in Ebenen zerlegen</translation>
    </message>
    <message>
      <source>Show the &amp;remix</source>
      <translation>&amp;Mischung zeigen</translation>
    </message>
    <message>
      <source>Show the photo as it was taken</source>
      <translation>Das Foto zeigen, wie es aufgenommen wurde</translation>
    </message>
    <message>
      <source>Show the res&amp;idual</source>
      <translation>&amp;Rest zeigen</translation>
    </message>
    <message>
      <source>Show what was painted</source>
      <translation>Zeigt, was gemalt ist</translation>
    </message>
    <message>
      <source>Stop what is being done</source>
      <translation>Anhalten, was gerade läuft</translation>
    </message>
    <message>
      <source>Tab while the photo has the focus</source>
      <translation>Tabulator, solange das Foto den Fokus hat</translation>
    </message>
    <message>
      <source>Take away all that was painted for this</source>
      <translation>Entfernt alles, was hierfür gemalt wurde</translation>
    </message>
    <message>
      <source>Take away from what was painted</source>
      <translation>Von dem wegnehmen, was gemalt ist</translation>
    </message>
    <message>
      <source>Take away the gradient or range in hand (Del)</source>
      <translation>Den gewählten Verlauf oder Bereich entfernen (Entf)</translation>
    </message>
    <message>
      <source>The open photos, where there are several</source>
      <translation>Die offenen Fotos, wo es mehrere sind</translation>
    </message>
    <message>
      <source>What the mix changes; black is nothing</source>
      <translation>Was die Mischung ändert; schwarz ist nichts</translation>
    </message>
    <message>
      <source>Write the remix or layers to files</source>
      <translation>Mischung oder Ebenen in Dateien schreiben</translation>
    </message>
    <message>
      <source>Zoom &amp;in</source>
      <translation>Ver&amp;größern</translation>
    </message>
    <message>
      <source>Zoom &amp;out</source>
      <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
      <source>×1, ×2, ×5, ×10, ×20</source>
      <translation>×1, ×2, ×5, ×10, ×20</translation>
    </message>
  </context>
  <context>
    <name>Conduct</name>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
    <message>
      <source>Open photos</source>
      <translation>Fotos öffnen</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>Reset mix</source>
      <translation>Mischung zurücksetzen</translation>
    </message>
    <message>
      <source>There is no separator. Add one on the page Separators.</source>
      <translation>Es gibt keinen Zerleger. Fügen Sie auf der Seite Zerleger einen hinzu.</translation>
    </message>
  </context>
  <context>
    <name>Desk</name>
    <message>
      <source>Paste settings</source>
      <translation>Einstellungen einfügen</translation>
    </message>
  </context>
  <context>
    <name>Engine</name>
    <message>
      <source> and </source>
      <translation> und </translation>
    </message>
    <message>
      <source>A JPEG has no transparency; it was left out.</source>
      <translation>Ein JPEG kennt keine Transparenz; sie wurde weggelassen.</translation>
    </message>
    <message>
      <source>A batch in {0} is not finished; go on with --resume, or begin anew with --restart.</source>
      <translation>In {0} liegt ein Stapel, der nicht fertig ist; setzen Sie ihn fort (--resume) oder beginnen Sie neu (--restart).</translation>
    </message>
    <message>
      <source>A part of the EXIF data of {0} is broken; the rest of it counts.</source>
      <translation>Ein Teil der EXIF-Daten von {0} ist beschädigt; das Übrige gilt.</translation>
    </message>
    <message>
      <source>Adobe RGB (from EXIF)</source>
      <translation>Adobe RGB (laut EXIF)</translation>
    </message>
    <message>
      <source>Another batch is at work in {0}; wait for it, or stop it.</source>
      <translation>In {0} arbeitet schon ein anderer Stapel; warten Sie auf ihn oder halten Sie ihn an.</translation>
    </message>
    <message>
      <source>Another program has just written {0}.</source>
      <translation>Ein anderes Programm hat soeben {0} geschrieben.</translation>
    </message>
    <message>
      <source>Balance needs two additive layers; {0} has no such pair.</source>
      <translation>Die Balance braucht zwei Ebenen, die sich addieren; {0:Separators} hat kein solches Paar.</translation>
    </message>
    <message>
      <source>Broken metadata of {0} was left out.</source>
      <translation>Beschädigte Metadaten von {0} wurden weggelassen.</translation>
    </message>
    <message>
      <source>CUDA cannot be used: {0}. {1}</source>
      <translation>CUDA lässt sich nicht nutzen: {0}. {1}</translation>
    </message>
    <message>
      <source>CUDA failed while the network ran: {0}</source>
      <translation>CUDA brach ab, während das Netz lief: {0}</translation>
    </message>
    <message>
      <source>CUDA is there for x86-64 Linux and Windows: onnxruntime-gpu.</source>
      <translation>CUDA gibt es für Linux und Windows auf x86-64: onnxruntime-gpu.</translation>
    </message>
    <message>
      <source>CUDA was asked for, but {0}. Choose --device auto or cpu to go on.</source>
      <translation>CUDA wurde verlangt, aber: {0}. Wählen Sie als Gerät auto oder cpu, um fortzufahren.</translation>
    </message>
    <message>
      <source>Check with nvidia-smi that the card is seen.</source>
      <translation>Prüfen Sie mit nvidia-smi, ob die Karte gesehen wird.</translation>
    </message>
    <message>
      <source>Close programs that use the GPU, or use a smaller size.</source>
      <translation>Schließen Sie Programme, welche die GPU nutzen, oder wählen Sie eine geringere Größe.</translation>
    </message>
    <message>
      <source>Compatible with Adobe RGB (1998)</source>
      <translation>Kompatibel mit Adobe RGB (1998)</translation>
    </message>
    <message>
      <source>Install the NVIDIA driver if this computer has an NVIDIA card.</source>
      <translation>Installieren Sie den NVIDIA-Treiber, falls dieser Rechner eine NVIDIA-Karte hat.</translation>
    </message>
    <message>
      <source>Linear light, {0}</source>
      <translation>Lineares Licht, {0}</translation>
    </message>
    <message>
      <source>LittleCMS cannot use it ({0})</source>
      <translation>LittleCMS kann es nicht verwenden ({0})</translation>
    </message>
    <message>
      <source>Name the photos or folders that the batch is about.</source>
      <translation>Nennen Sie die Fotos oder Ordner, um die es geht.</translation>
    </message>
    <message>
      <source>Names may hold {{name}} and {{layer}} in braces, and nothing else in braces.</source>
      <translation>Namen dürfen {{name}} und {{layer}} in geschweiften Klammern enthalten, sonst nichts in geschweiften Klammern.</translation>
    </message>
    <message>
      <source>No batch was begun in {0}; name the photos or folders.</source>
      <translation>In {0} wurde kein Stapel begonnen; nennen Sie die Fotos oder Ordner.</translation>
    </message>
    <message>
      <source>ONNX Runtime cannot load {0}: {1}</source>
      <translation>ONNX Runtime kann {0} nicht laden: {1}</translation>
    </message>
    <message>
      <source>ONNX Runtime could not start CUDA</source>
      <translation>ONNX Runtime konnte CUDA nicht starten</translation>
    </message>
    <message>
      <source>ONNX Runtime could not start CUDA ({0})</source>
      <translation>ONNX Runtime konnte CUDA nicht starten ({0})</translation>
    </message>
    <message>
      <source>Only one of the jobs may be without a photo; the others need one of their own.</source>
      <translation>Nur einer der Aufträge darf ohne Foto sein; die anderen brauchen ein eigenes.</translation>
    </message>
    <message>
      <source>OpenEXR has no place for EXIF and IPTC data, which were left out; XMP is there.</source>
      <translation>OpenEXR hat keinen Platz für EXIF- und IPTC-Daten; sie wurden weggelassen, XMP ist dabei.</translation>
    </message>
    <message>
      <source>OpenEXR has what EXIF tells of camera, lens, exposure, date, place and owner; the rest of EXIF and IPTC were left out; XMP is there.</source>
      <translation>OpenEXR enthält, was EXIF über Kamera, Objektiv, Belichtung, Datum, Ort und Eigentümer sagt; das Übrige von EXIF und IPTC wurde weggelassen, XMP ist dabei.</translation>
    </message>
    <message>
      <source>Preset {0} is for {1}; {2} makes {3}.</source>
      <translation>Die Vorgabe {0} ist für {1}; {2:Separators} macht {3}.</translation>
    </message>
    <message>
      <source>Preset {0} needs a layer {1}; {2} has none.</source>
      <translation>Die Vorgabe {0} braucht eine Ebene {1}; {2:Separators} hat keine.</translation>
    </message>
    <message>
      <source>Primaries of the photo</source>
      <translation>Grundfarben des Fotos</translation>
    </message>
    <message>
      <source>Run "sils doctor" and check that the driver is new enough and the GPU has memory left.</source>
      <translation>Rufen Sie „sils doctor“ auf und prüfen Sie, ob der Treiber neu genug ist und die GPU noch Speicher frei hat.</translation>
    </message>
    <message>
      <source>Run: pip install "onnxruntime-gpu[cuda,cudnn]", which brings it.</source>
      <translation>Rufen Sie auf: pip install "onnxruntime-gpu[cuda,cudnn]"; das bringt es mit.</translation>
    </message>
    <message>
      <source>Run: pip uninstall -y onnxruntime onnxruntime-gpu &amp;&amp; pip install onnxruntime-gpu.</source>
      <translation>Rufen Sie auf: pip uninstall -y onnxruntime onnxruntime-gpu &amp;&amp; pip install onnxruntime-gpu.</translation>
    </message>
    <message>
      <source>Several files would have one name; put {{layer}} into it.</source>
      <translation>Mehrere Dateien hätten denselben Namen; setzen Sie {{layer}} hinein.</translation>
    </message>
    <message>
      <source>Texts of {0} were left out: {1}.</source>
      <translation>Texte von {0} wurden weggelassen: {1}.</translation>
    </message>
    <message>
      <source>The EXIF data leave no room in a JPEG for a thumbnail.</source>
      <translation>Die EXIF-Daten lassen in einem JPEG keinen Platz für ein Vorschaubild.</translation>
    </message>
    <message>
      <source>The EXIF data of {0} is broken ({1}) and was left out.</source>
      <translation>Die EXIF-Daten von {0} sind beschädigt ({1}) und wurden weggelassen.</translation>
    </message>
    <message>
      <source>The XMP packet is so large that a JPEG has no room for what SILS says of the picture.</source>
      <translation>Das XMP-Paket ist so groß, dass in einem JPEG kein Platz für das ist, was SILS über das Bild sagt.</translation>
    </message>
    <message>
      <source>The batch in {0} was begun with other photos or settings; leave them out to go on with it.</source>
      <translation>Der Stapel in {0} wurde mit anderen Fotos oder Einstellungen begonnen; lassen Sie diese weg, um ihn fortzusetzen.</translation>
    </message>
    <message>
      <source>The batch was stopped before this photo; resume it.</source>
      <translation>Der Stapel wurde vor diesem Foto angehalten; setzen Sie ihn fort.</translation>
    </message>
    <message>
      <source>The colour profile of {0} is not used: {1}.</source>
      <translation>Das Farbprofil von {0} wird nicht verwendet: {1}.</translation>
    </message>
    <message>
      <source>The colours of the camera of {0} are not known and are taken for sRGB.</source>
      <translation>Die Farben der Kamera von {0} sind nicht bekannt und gelten als sRGB.</translation>
    </message>
    <message>
      <source>The colours of {0} ({1}) are not known to SILS and are taken for sRGB.</source>
      <translation>Die Farben von {0} ({1}) kennt SILS nicht; sie gelten als sRGB.</translation>
    </message>
    <message>
      <source>The colours of {0} are not known to SILS and are taken for sRGB.</source>
      <translation>Die Farben von {0} kennt SILS nicht; sie gelten als sRGB.</translation>
    </message>
    <message>
      <source>The comment of {0} was left out.</source>
      <translation>Der Kommentar von {0} wurde weggelassen.</translation>
    </message>
    <message>
      <source>The files of {0} are there already.</source>
      <translation>Die Dateien von {0} sind schon da.</translation>
    </message>
    <message>
      <source>The folder {0} cannot be read ({1}).</source>
      <translation>Der Ordner {0} lässt sich nicht lesen ({1}).</translation>
    </message>
    <message>
      <source>The folder {0} cannot be read ({1}); change its permissions.</source>
      <translation>Der Ordner {0} lässt sich nicht lesen ({1}); ändern Sie seine Rechte.</translation>
    </message>
    <message>
      <source>The hint for {0} is {1} pixels; the photo is {2}.</source>
      <translation>Der Hinweis für {0} hat {1} Pixel, das Foto {2}.</translation>
    </message>
    <message>
      <source>The job mixes {0} layers, but the separator {1} makes {2}.</source>
      <translation>Der Auftrag mischt {0} Ebenen, aber der Zerleger {1} macht {2}.</translation>
    </message>
    <message>
      <source>The last channel of {0} is taken for transparency.</source>
      <translation>Der letzte Kanal von {0} gilt als Transparenz.</translation>
    </message>
    <message>
      <source>The layers cannot be kept in {0}: {1}.</source>
      <translation>Die Ebenen lassen sich nicht in {0} aufbewahren: {1}.</translation>
    </message>
    <message>
      <source>The mask {0} is {1} pixels; the photo is {2}.</source>
      <translation>Die Maske {0} hat {1} Pixel, das Foto {2}.</translation>
    </message>
    <message>
      <source>The name is empty; {{name}}_{{layer}} is usual.</source>
      <translation>Der Name ist leer; üblich ist {{name}}_{{layer}}.</translation>
    </message>
    <message>
      <source>The name of {0} is no text on this computer; rename it.</source>
      <translation>Der Name von {0} ist auf diesem Rechner kein Text; benennen Sie die Datei um.</translation>
    </message>
    <message>
      <source>The name {0} is no text on this computer; choose another.</source>
      <translation>Der Name {0} ist auf diesem Rechner kein Text; wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>The name {0}… is too long for a file; choose one without {{name}} or {{layer}}.</source>
      <translation>Der Name {0}… ist zu lang für eine Datei; wählen Sie einen ohne {{name}} oder {{layer}}.</translation>
    </message>
    <message>
      <source>The name {0}… is too long for {1}; give the photo a shorter one.</source>
      <translation>Der Name {0}… ist zu lang für {1}; geben Sie dem Foto einen kürzeren.</translation>
    </message>
    <message>
      <source>The photo is brighter than white in places, which these layers cut off; EXR keeps it.</source>
      <translation>Das Foto ist stellenweise heller als Weiß, was diese Ebenen abschneiden; EXR behält es.</translation>
    </message>
    <message>
      <source>The photo's file has changed since this job was saved.</source>
      <translation>Die Datei des Fotos wurde geändert, seit dieser Auftrag gespeichert wurde.</translation>
    </message>
    <message>
      <source>The second part of the XMP data, which only JPEG has, was left out.</source>
      <translation>Der zweite Teil der XMP-Daten, den nur JPEG kennt, wurde weggelassen.</translation>
    </message>
    <message>
      <source>The separator {0} has changed since this job was saved.</source>
      <translation>Der Zerleger {0} ist ein anderer geworden, seit dieser Auftrag gespeichert wurde.</translation>
    </message>
    <message>
      <source>The separator {0} takes no hints.</source>
      <translation>Der Zerleger {0} nimmt keine Hinweise an.</translation>
    </message>
    <message>
      <source>The separator's network fails when it runs: {0}</source>
      <translation>Das Netz des Zerlegers scheitert, wenn es läuft: {0}</translation>
    </message>
    <message>
      <source>The {0} is too large for a JPEG and was left out.</source>
      <translation>Für ein JPEG zu groß und daher weggelassen: {0}.</translation>
    </message>
    <message>
      <source>There is no layer {0}; {1} has {2}.</source>
      <translation>Es gibt keine Ebene {0}; {1:Separators} hat {2}.</translation>
    </message>
    <message>
      <source>There is no part {0} to write; there are {1}.</source>
      <translation>Einen Teil {0} zum Schreiben gibt es nicht; es gibt {1}.</translation>
    </message>
    <message>
      <source>There is no preset {0}; there are {1}.</source>
      <translation>Es gibt keine Vorgabe {0}; es gibt {1}.</translation>
    </message>
    <message>
      <source>There is no room for layers in {0}; free some space.</source>
      <translation>In {0} ist kein Platz für Ebenen; schaffen Sie Platz.</translation>
    </message>
    <message>
      <source>There is no room left for {0} in {1}; free some space.</source>
      <translation>In {1} ist kein Platz mehr für {0}; schaffen Sie Platz.</translation>
    </message>
    <message>
      <source>There is no separator at {0}.</source>
      <translation>Unter {0} gibt es keinen Zerleger.</translation>
    </message>
    <message>
      <source>There is no separator for the task {0}</source>
      <translation>Für die Aufgabe {0} gibt es keinen Zerleger</translation>
    </message>
    <message>
      <source>There is no separator {0}</source>
      <translation>Es gibt keinen Zerleger {0}</translation>
    </message>
    <message>
      <source>There was too little memory before; the network sees photos at {0} px.</source>
      <translation>Vorhin reichte der Speicher nicht; das Netz sieht Fotos mit {0} px.</translation>
    </message>
    <message>
      <source>These layers take more than the 4 GiB that PSD and TIFF have for them; write OpenRaster or OpenEXR.</source>
      <translation>Diese Ebenen brauchen mehr als die 4 GiB, die PSD und TIFF für sie haben; schreiben Sie OpenRaster oder OpenEXR.</translation>
    </message>
    <message>
      <source>You may not read {0}; change its permissions.</source>
      <translation>Sie dürfen {0} nicht lesen; ändern Sie die Rechte.</translation>
    </message>
    <message>
      <source>Your separators lie in {0}, which is no folder that can be written to; change that.</source>
      <translation>Ihre Separatoren liegen in {0}; das ist kein Ordner, in den geschrieben werden kann. Ändern Sie das.</translation>
    </message>
    <message>
      <source>a JPEG of mode {0}</source>
      <translation>ein JPEG der Art {0}</translation>
    </message>
    <message>
      <source>a JPEG of {0}-bit samples</source>
      <translation>ein JPEG mit {0}-Bit-Werten</translation>
    </message>
    <message>
      <source>a TIFF of YCbCr pixels</source>
      <translation>ein TIFF aus YCbCr-Pixeln</translation>
    </message>
    <message>
      <source>a TIFF of {0} pixels</source>
      <translation>ein TIFF aus {0}-Pixeln</translation>
    </message>
    <message>
      <source>a TIFF of {0}-bit integers</source>
      <translation>ein TIFF aus ganzen Zahlen mit {0} Bit</translation>
    </message>
    <message>
      <source>a TIFF of {0}-bit samples of kind {1}</source>
      <translation>ein TIFF aus Werten mit {0} Bit der Art {1}</translation>
    </message>
    <message>
      <source>a directory of it lies outside</source>
      <translation>ein Verzeichnis darin liegt außerhalb</translation>
    </message>
    <message>
      <source>a gradient has a length, and an ellipse has two radii</source>
      <translation>ein Verlauf hat eine Länge, eine Ellipse zwei Halbmesser</translation>
    </message>
    <message>
      <source>a job has a mix or a preset, not both</source>
      <translation>ein Auftrag hat eine Mischung oder eine Vorgabe, nicht beides</translation>
    </message>
    <message>
      <source>a part of its pixels is missing</source>
      <translation>ein Teil der Pixel fehlt</translation>
    </message>
    <message>
      <source>a preset mixes as many layers as it names</source>
      <translation>eine Vorgabe mischt so viele Ebenen, wie sie nennt</translation>
    </message>
    <message>
      <source>a primary is not given as XYZ</source>
      <translation>eine Grundfarbe ist nicht als XYZ angegeben</translation>
    </message>
    <message>
      <source>a transfer curve does not rise</source>
      <translation>eine Tonwertkurve steigt nicht</translation>
    </message>
    <message>
      <source>a transfer curve has an unknown form</source>
      <translation>eine Tonwertkurve hat eine unbekannte Form</translation>
    </message>
    <message>
      <source>an EXR with channels of different sizes or of whole numbers</source>
      <translation>ein EXR mit Kanälen ungleicher Größe oder aus ganzen Zahlen</translation>
    </message>
    <message>
      <source>an EXR without R, G, B or Y channels (it has {0})</source>
      <translation>ein EXR ohne Kanäle R, G, B oder Y (es hat {0})</translation>
    </message>
    <message>
      <source>base is {0}, but there are only {1} layers</source>
      <translation>base ist {0}, aber es gibt nur {1} Ebenen</translation>
    </message>
    <message>
      <source>coarse_px is {0}, which is not below working_px, {1}</source>
      <translation>coarse_px ist {0} und damit nicht kleiner als working_px, {1}</translation>
    </message>
    <message>
      <source>it cannot be decoded</source>
      <translation>sie lässt sich nicht dekodieren</translation>
    </message>
    <message>
      <source>it corrects what hints say is wrong, but takes no hints</source>
      <translation>er korrigiert, was Hinweise falsch nennen, nimmt aber keine Hinweise an</translation>
    </message>
    <message>
      <source>it does not begin like one</source>
      <translation>der Anfang passt nicht</translation>
    </message>
    <message>
      <source>it has no ICC header</source>
      <translation>der ICC-Kopf fehlt</translation>
    </message>
    <message>
      <source>it has too few channels</source>
      <translation>es sind zu wenige Kanäle</translation>
    </message>
    <message>
      <source>it is CMYK without a profile</source>
      <translation>es CMYK ohne Profil ist</translation>
    </message>
    <message>
      <source>it is cut off</source>
      <translation>es ist abgeschnitten</translation>
    </message>
    <message>
      <source>it is cut off or lacks a part</source>
      <translation>es ist abgeschnitten, oder ein Teil fehlt</translation>
    </message>
    <message>
      <source>it is for {0} pictures</source>
      <translation>es ist für {0}-Bilder</translation>
    </message>
    <message>
      <source>it is made for another kind of picture</source>
      <translation>es ist für eine andere Art von Bild gemacht</translation>
    </message>
    <message>
      <source>it is of version {0}, from a newer SILS</source>
      <translation>Version {0} ist von einem neueren SILS</translation>
    </message>
    <message>
      <source>its header gives it no pixels</source>
      <translation>laut Kopf hat das Bild keine Pixel</translation>
    </message>
    <message>
      <source>its header is missing</source>
      <translation>der Kopf fehlt</translation>
    </message>
    <message>
      <source>its pixels cannot be decoded</source>
      <translation>ihre Pixel lassen sich nicht entschlüsseln</translation>
    </message>
    <message>
      <source>its primaries lie on a line</source>
      <translation>die Grundfarben liegen auf einer Linie</translation>
    </message>
    <message>
      <source>its profile works one way only</source>
      <translation>sein Profil nur in eine Richtung taugt</translation>
    </message>
    <message>
      <source>linear sRGB (assumed)</source>
      <translation>lineares sRGB (angenommen)</translation>
    </message>
    <message>
      <source>no NVIDIA driver was found</source>
      <translation>es wurde kein NVIDIA-Treiber gefunden</translation>
    </message>
    <message>
      <source>no file can be called so, with a zero byte</source>
      <translation>so kann keine Datei heißen, mit einem Nullbyte</translation>
    </message>
    <message>
      <source>onnxruntime and onnxruntime-gpu are both installed, and the first hides CUDA</source>
      <translation>onnxruntime und onnxruntime-gpu sind beide installiert, und das erste verdeckt CUDA</translation>
    </message>
    <message>
      <source>primaries of an EXR</source>
      <translation>Grundfarben eines EXR</translation>
    </message>
    <message>
      <source>sRGB (assumed)</source>
      <translation>sRGB (angenommen)</translation>
    </message>
    <message>
      <source>the NVIDIA driver finds no GPU</source>
      <translation>der NVIDIA-Treiber findet keine GPU</translation>
    </message>
    <message>
      <source>this ONNX Runtime is built without CUDA</source>
      <translation>dieses ONNX Runtime ist ohne CUDA gebaut</translation>
    </message>
    <message>
      <source>two layers have the same name ({0})</source>
      <translation>zwei Ebenen haben denselben Namen ({0})</translation>
    </message>
    <message>
      <source>{0} The CPU goes on.</source>
      <translation>{0} Die CPU macht weiter.</translation>
    </message>
    <message>
      <source>{0} The network now sees photos at {1} px.</source>
      <translation>{0} Das Netz sieht Fotos jetzt mit {1} px.</translation>
    </message>
    <message>
      <source>{0} and {1} are jobs for one photo; make them in two batches.</source>
      <translation>{0} und {1} sind Aufträge für dasselbe Foto; machen Sie zwei Stapel daraus.</translation>
    </message>
    <message>
      <source>{0} breaks its {1} formation: its layers miss the photo by {2}.</source>
      <translation>{0} bricht sein Bildungsgesetz ({1}): Die Ebenen verfehlen das Foto um {2}.</translation>
    </message>
    <message>
      <source>{0} cannot be kept for one batch alone ({1}).</source>
      <translation>{0} lässt sich nicht für einen Stapel allein sperren ({1}).</translation>
    </message>
    <message>
      <source>{0} cannot be loaded</source>
      <translation>{0} lässt sich nicht laden</translation>
    </message>
    <message>
      <source>{0} cannot be made or written to ({1}); choose another folder.</source>
      <translation>{0} lässt sich nicht anlegen oder beschreiben ({1}); wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>{0} cannot be read ({1}).</source>
      <translation>{0} lässt sich nicht lesen ({1}).</translation>
    </message>
    <message>
      <source>{0} cannot be read ({1}); change its permissions, or remove it.</source>
      <translation>{0} lässt sich nicht lesen ({1}); ändern Sie die Rechte, oder entfernen Sie die Datei.</translation>
    </message>
    <message>
      <source>{0} cannot be read as a job, since it is no text in UTF-8; save it in that encoding.</source>
      <translation>{0} kann nicht als Auftrag gelesen werden, da es kein Text in UTF-8 ist; speichern Sie die Datei in dieser Kodierung.</translation>
    </message>
    <message>
      <source>{0} cannot be read as a job: {1}.</source>
      <translation>{0} lässt sich nicht als Auftrag lesen: {1}.</translation>
    </message>
    <message>
      <source>{0} cannot be read as a preset ({1}).</source>
      <translation>{0} lässt sich nicht als Vorgabe lesen ({1}).</translation>
    </message>
    <message>
      <source>{0} cannot be read: {1}.</source>
      <translation>{0} lässt sich nicht lesen: {1}.</translation>
    </message>
    <message>
      <source>{0} cannot be replaced; close it in other programs, or choose another name.</source>
      <translation>{0} kann nicht ersetzt werden; schließen Sie die Datei in anderen Programmen, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>{0} cannot name its files: the name of a folder is no text on this computer; rename it.</source>
      <translation>{0} kann seine Dateien nicht nennen: Der Name eines Ordners ist auf diesem Rechner kein Text; benennen Sie ihn um.</translation>
    </message>
    <message>
      <source>{0} changes while it is read; try again when it is whole.</source>
      <translation>{0} ändert sich, während es gelesen wird; versuchen Sie es noch einmal, wenn es ganz ist.</translation>
    </message>
    <message>
      <source>{0} could not be written ({1}).</source>
      <translation>{0} konnte nicht geschrieben werden ({1}).</translation>
    </message>
    <message>
      <source>{0} does not describe itself correctly</source>
      <translation>{0} beschreibt sich nicht richtig</translation>
    </message>
    <message>
      <source>{0} does not describe itself: its {1} is not JSON.</source>
      <translation>{0} beschreibt sich nicht: {1} ist kein JSON.</translation>
    </message>
    <message>
      <source>{0} does not exist; check the name.</source>
      <translation>{0} gibt es nicht; prüfen Sie den Namen.</translation>
    </message>
    <message>
      <source>{0} does not exist; the watch waits for it.</source>
      <translation>{0} gibt es nicht; es wird darauf gewartet.</translation>
    </message>
    <message>
      <source>{0} ends after {1} of {2}; copy it again.</source>
      <translation>{0} endet nach {1} von {2}; kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
      <source>{0} ends after {1}, too early; copy it again.</source>
      <translation>{0} endet zu früh, nach {1}; kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
      <source>{0} fills only a part of its window, or more than it; the window is read.</source>
      <translation>{0} füllt nur einen Teil seines Fensters oder mehr als dieses; gelesen wird das Fenster.</translation>
    </message>
    <message>
      <source>{0} follows contract {1} of separators; this SILS knows contract {2} only.</source>
      <translation>{0} folgt Fassung {1} der Regeln für Zerleger; dieses SILS kennt nur Fassung {2}.</translation>
    </message>
    <message>
      <source>{0} gave layers of shape {1}, not {2}.</source>
      <translation>{0:Separators} gab Ebenen der Form {1} statt {2}.</translation>
    </message>
    <message>
      <source>{0} gave values that are not numbers.</source>
      <translation>{0:Separators} gab Werte, die keine Zahlen sind.</translation>
    </message>
    <message>
      <source>{0} gives {1}; it should give {2}.</source>
      <translation>{0} gibt {1}; richtig wäre {2}.</translation>
    </message>
    <message>
      <source>{0} had its colours multiplied with its transparency; that was undone.</source>
      <translation>Die Farben von {0} waren mit der Transparenz multipliziert; das wurde rückgängig gemacht.</translation>
    </message>
    <message>
      <source>{0} has further channels ({1}), which were left out.</source>
      <translation>{0} hat weitere Kanäle ({1}), die weggelassen wurden.</translation>
    </message>
    <message>
      <source>{0} has further channels, which were left out.</source>
      <translation>{0} hat weitere Kanäle, die weggelassen wurden.</translation>
    </message>
    <message>
      <source>{0} has further pictures, which were left out.</source>
      <translation>{0} hat weitere Bilder, die weggelassen wurden.</translation>
    </message>
    <message>
      <source>{0} has no residual to be written: its layers leave nothing of it.</source>
      <translation>{0} hat keinen Rest, der zu schreiben wäre: Die Ebenen lassen nichts von dem Foto übrig.</translation>
    </message>
    <message>
      <source>{0} has the same content as {1}.</source>
      <translation>{0} hat denselben Inhalt wie {1}.</translation>
    </message>
    <message>
      <source>{0} has too little memory for a picture of this size.</source>
      <translation>{0} hat zu wenig Speicher für ein Bild dieser Größe.</translation>
    </message>
    <message>
      <source>{0} has {1} bits, not {2}.</source>
      <translation>{0} hat {1} Bit, nicht {2}.</translation>
    </message>
    <message>
      <source>{0} has {1} pixels that are NaN, infinite or nearly so; export it again.</source>
      <translation>{0} hat {1} Pixel, die keine Zahl, unendlich oder nahezu unendlich sind; exportieren Sie das Foto noch einmal.</translation>
    </message>
    <message>
      <source>{0} has {1}-bit integers; 16 bits of them are used.</source>
      <translation>{0} hat ganze Zahlen mit {1} Bit; 16 davon werden verwendet.</translation>
    </message>
    <message>
      <source>{0} is HDR ({1}): white is 203 cd/m²; what is brighter is kept, but 8 and 16 bits end at white; 32 bits keep it.</source>
      <translation>{0} ist HDR ({1}): Weiß sind 203 cd/m²; Helleres bleibt erhalten, aber 8 und 16 Bit enden bei Weiß; 32 Bit behalten es.</translation>
    </message>
    <message>
      <source>{0} is a DNG in a form that {1} does not know; convert it again, without compression.</source>
      <translation>{0} ist ein DNG in einer Form, die {1} nicht kennt; wandeln Sie es neu um, ohne Komprimierung.</translation>
    </message>
    <message>
      <source>{0} is a DNG of floats in a form that {1} misreads; convert it to whole numbers.</source>
      <translation>{0} ist ein DNG aus Gleitkommazahlen in einer Form, die {1} falsch liest; wandeln Sie es in ganze Zahlen um.</translation>
    </message>
    <message>
      <source>{0} is a HEIC file, which needs one more package: pip install "sils[heic]".</source>
      <translation>{0} ist eine HEIC-Datei; dafür braucht es ein weiteres Paket: pip install "sils[heic]".</translation>
    </message>
    <message>
      <source>{0} is a folder; name the photos in it.</source>
      <translation>{0} ist ein Ordner; nennen Sie die Fotos darin.</translation>
    </message>
    <message>
      <source>{0} is a hidden file.</source>
      <translation>{0} ist eine versteckte Datei.</translation>
    </message>
    <message>
      <source>{0} is a hidden folder.</source>
      <translation>{0} ist ein versteckter Ordner.</translation>
    </message>
    <message>
      <source>{0} is a {1} file, although its name says {2}.</source>
      <translation>{0} ist eine Datei der Art {1}, obwohl der Name {2} sagt.</translation>
    </message>
    <message>
      <source>{0} is a {1} file; save it as TIFF, PNG or JPEG first.</source>
      <translation>{0} ist eine Datei der Art {1}; speichern Sie sie zuerst als TIFF, PNG oder JPEG.</translation>
    </message>
    <message>
      <source>{0} is an ONNX file but no separator: it has no {1} in its metadata.</source>
      <translation>{0} ist eine ONNX-Datei, aber kein Zerleger: In den Metadaten fehlt {1}.</translation>
    </message>
    <message>
      <source>{0} is brighter than white in places, which {1} bits cut off; --bits 32 keeps it.</source>
      <translation>{0:Layers} ist stellenweise heller als Weiß, was {1} Bit abschneiden; 32 Bit behalten es.</translation>
    </message>
    <message>
      <source>{0} is brighter than white in places; its layer is divided by {1}, which {2} takes up.</source>
      <translation>{0:Layers} ist stellenweise heller als Weiß; die Ebene wird durch {1} geteilt, was {2:Layers} ausgleicht.</translation>
    </message>
    <message>
      <source>{0} is damaged ({1}); copy it again.</source>
      <translation>{0} ist beschädigt ({1}); kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
      <source>{0} is empty; copy it again.</source>
      <translation>{0} ist leer; kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
      <source>{0} is larger than 2 GB, more than an ONNX file can be.</source>
      <translation>{0} ist größer als 2 GB; so groß kann eine ONNX-Datei nicht sein.</translation>
    </message>
    <message>
      <source>{0} is named like a file that another program is writing or keeps aside.</source>
      <translation>{0} heißt wie eine Datei, an der ein anderes Programm noch schreibt oder die es beiseitelegt.</translation>
    </message>
    <message>
      <source>{0} is no RAW that {1} knows; convert it to DNG first.</source>
      <translation>{0} ist kein RAW, das {1} kennt; wandeln Sie es zuerst in DNG um.</translation>
    </message>
    <message>
      <source>{0} is no job of this SILS</source>
      <translation>{0} ist kein Auftrag dieses SILS</translation>
    </message>
    <message>
      <source>{0} is no preset of this SILS</source>
      <translation>{0} ist keine Vorgabe dieses SILS</translation>
    </message>
    <message>
      <source>{0} is not a file that can be read to its end.</source>
      <translation>{0} ist keine Datei, die sich bis zum Ende lesen lässt.</translation>
    </message>
    <message>
      <source>{0} is not a folder; choose another.</source>
      <translation>{0} ist kein Ordner; wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>{0} is not a photo.</source>
      <translation>{0} ist kein Foto.</translation>
    </message>
    <message>
      <source>{0} is not a photo; SILS reads JPEG, PNG, TIFF, WebP, RAW, EXR, HEIC, AVIF and JXL.</source>
      <translation>{0} ist kein Foto; SILS liest JPEG, PNG, TIFF, WebP, RAW, EXR, HEIC, AVIF und JXL.</translation>
    </message>
    <message>
      <source>{0} is not among the files asked for.</source>
      <translation>{0} gehört nicht zu den gewünschten Dateien.</translation>
    </message>
    <message>
      <source>{0} is not an ONNX file, or it holds no network.</source>
      <translation>{0} ist keine ONNX-Datei oder enthält kein Netz.</translation>
    </message>
    <message>
      <source>{0} is not an ONNX file.</source>
      <translation>{0} ist keine ONNX-Datei.</translation>
    </message>
    <message>
      <source>{0} is not complete ({1}); a resumed batch may make photos again.</source>
      <translation>{0} ist nicht vollständig ({1}); ein fortgesetzter Stapel macht manche Fotos vielleicht noch einmal.</translation>
    </message>
    <message>
      <source>{0} is not there; nothing was made of it.</source>
      <translation>{0} ist nicht da; daraus wurde nichts gemacht.</translation>
    </message>
    <message>
      <source>{0} is not what it was</source>
      <translation>{0} ist nicht mehr, was es war</translation>
    </message>
    <message>
      <source>{0} is of a newer ONNX than this SILS knows; update SILS, or export it for an older opset.</source>
      <translation>{0} ist von einem neueren ONNX, als dieses SILS kennt; aktualisieren Sie SILS, oder exportieren Sie die Datei für ein älteres Opset.</translation>
    </message>
    <message>
      <source>{0} is of a newer SILS; go on with that version, choose another folder, or remove it.</source>
      <translation>{0} ist von einem neueren SILS; machen Sie mit diesem weiter, wählen Sie einen anderen Ordner, oder entfernen Sie die Datei.</translation>
    </message>
    <message>
      <source>{0} is the folder of the photos; choose another for the results, for example one inside it.</source>
      <translation>{0} ist der Ordner der Fotos; wählen Sie für die Ergebnisse einen anderen, etwa einen darin.</translation>
    </message>
    <message>
      <source>{0} is the same file as {1}, which is made once.</source>
      <translation>{0} ist dieselbe Datei wie {1}, die einmal gemacht wird.</translation>
    </message>
    <message>
      <source>{0} is the same folder as {1}.</source>
      <translation>{0} ist derselbe Ordner wie {1}.</translation>
    </message>
    <message>
      <source>{0} is too large for this computer's memory.</source>
      <translation>{0} ist zu groß für den Speicher dieses Rechners.</translation>
    </message>
    <message>
      <source>{0} is what else is made of a photo, no name for a layer</source>
      <translation>{0} ist, was sonst aus einem Foto gemacht wird, kein Name für eine Ebene</translation>
    </message>
    <message>
      <source>{0} is where the results go.</source>
      <translation>In {0} kommen die Ergebnisse.</translation>
    </message>
    <message>
      <source>{0} is {1} × {2} pixels; SILS reads up to {3} megapixels.</source>
      <translation>{0} hat {1} × {2} Pixel; SILS liest bis zu {3} Megapixel.</translation>
    </message>
    <message>
      <source>{0} is {1}, which SILS does not read; save it in another form.</source>
      <translation>{0} ist {1}; das liest SILS nicht. Speichern Sie das Foto in einer anderen Form.</translation>
    </message>
    <message>
      <source>{0} keeps weights outside its file; they must be inside.</source>
      <translation>{0} bewahrt Gewichte außerhalb der Datei auf; sie müssen darin sein.</translation>
    </message>
    <message>
      <source>{0} leads back to a folder above it.</source>
      <translation>{0} führt zu einem Ordner darüber zurück.</translation>
    </message>
    <message>
      <source>{0} may not be written to; choose another folder.</source>
      <translation>In {0} darf nicht geschrieben werden; wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>{0} needs more memory than there is; close programs, or make it alone.</source>
      <translation>{0} braucht mehr Speicher, als da ist; schließen Sie Programme, oder machen Sie das Foto allein.</translation>
    </message>
    <message>
      <source>{0} pixels are too many for a JPEG; write PNG or TIFF.</source>
      <translation>{0} Pixel sind zu viele für ein JPEG; schreiben Sie PNG oder TIFF.</translation>
    </message>
    <message>
      <source>{0} pixels are too many for a PSB, which ends at 300,000; use EXR.</source>
      <translation>{0} Pixel sind zu viele für ein PSB, das bei 300.000 endet; nehmen Sie EXR.</translation>
    </message>
    <message>
      <source>{0} seems to be cut off: its pixels end before the picture does; copy it again.</source>
      <translation>{0} scheint abgeschnitten zu sein: Die Pixel enden vor dem Bild; kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
      <source>{0} takes {1}; it should take {2}.</source>
      <translation>{0} nimmt {1}; richtig wäre {2}.</translation>
    </message>
    <message>
      <source>{0} uses {1} of {2}, which is outside ONNX's standard operators.</source>
      <translation>{0} benutzt {1} aus {2}; das gehört nicht zu den Standardoperatoren von ONNX.</translation>
    </message>
    <message>
      <source>{0} was converted to sRGB, since {1}.</source>
      <translation>{0} wurde in sRGB umgewandelt, weil {1}.</translation>
    </message>
    <message>
      <source>{0} would be overwritten; choose another name or folder.</source>
      <translation>{0} würde überschrieben; wählen Sie einen anderen Namen oder Ordner.</translation>
    </message>
    <message>
      <source>{0}, {1} threads</source>
      <translation>{0}, {1} Threads</translation>
    </message>
    <message>
      <source>{0}: about {1} % of the pixels have colours outside of {2}, which were clipped; 32-bit floats keep them.</source>
      <translation>{0:Layers}: Etwa {1} % der Pixel haben Farben außerhalb von {2}, die beschnitten wurden; 32-Bit-Gleitkomma behält sie.</translation>
    </message>
    <message>
      <source>{0}: something unexpected happened ({1} in {2}); please report it.</source>
      <translation>{0}: Etwas Unerwartetes ist geschehen ({1} in {2}); bitte melden Sie es.</translation>
    </message>
    <message>
      <source>{0}: too many files are open at once; close some photos.</source>
      <translation>{0}: Es sind zu viele Dateien zugleich geöffnet; schließen Sie einige Fotos.</translation>
    </message>
    <message>
      <source>{0}: {1} is {2} {3}; it should be float {4}.</source>
      <translation>{0}: {1} ist {2} {3}; richtig wäre float {4}.</translation>
    </message>
    <message>
      <source>{0}; there is {1}.</source>
      <translation>{0}; es gibt {1}.</translation>
    </message>
  </context>
  <context>
    <name>ErrorBar</name>
    <message>
      <source>  (and {0} more)</source>
      <translation>  (und {0} weitere)</translation>
    </message>
    <message>
      <source>&amp;Dismiss</source>
      <translation>&amp;Schließen</translation>
    </message>
    <message>
      <source>Cop&amp;y details</source>
      <translation>Einzelheiten &amp;kopieren</translation>
    </message>
    <message>
      <source>Di&amp;smiss all</source>
      <translation>Alle s&amp;chließen</translation>
    </message>
  </context>
  <context>
    <name>Examining</name>
    <message>
      <source>Examining</source>
      <translation>Untersuchung</translation>
    </message>
    <message>
      <source>Stopped.</source>
      <translation>Angehalten.</translation>
    </message>
  </context>
  <context>
    <name>ExportDialog</name>
    <message>
      <source>&amp;Export</source>
      <translation>&amp;Exportieren</translation>
    </message>
    <message>
      <source>All layers in one file</source>
      <translation>Alle Ebenen in einer Datei</translation>
    </message>
    <message>
      <source>Export {0}</source>
      <translation>{0} exportieren</translation>
    </message>
    <message>
      <source>If it e&amp;xists</source>
      <translation>Falls &amp;vorhanden</translation>
    </message>
    <message>
      <source>Mask (8-bit grey PNG)</source>
      <translation>Maske (graues PNG mit 8 Bit)</translation>
    </message>
    <message>
      <source>Met&amp;adata</source>
      <translation>&amp;Metadaten</translation>
    </message>
    <message>
      <source>Remix</source>
      <translation>Mischung</translation>
    </message>
    <message>
      <source>Residual (32-bit TIFF)</source>
      <translation>Rest (TIFF mit 32 Bit)</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <source>Writes nothing, since all is there already.</source>
      <translation>Schreibt nichts, da alles schon da ist.</translation>
    </message>
    <message>
      <source>Writes {0}. About {1} MB.</source>
      <translation>Schreibt {0}. Etwa {1} MB.</translation>
    </message>
    <message>
      <source>{0}, as adjusted</source>
      <translation>{0}, wie angepasst</translation>
    </message>
  </context>
  <context>
    <name>Exporting</name>
    <message>
      <source>Exporting {0}</source>
      <translation>{0} wird exportiert</translation>
    </message>
    <message>
      <source>Nothing was written: all files are there already.</source>
      <translation>Nichts wurde geschrieben: Alle Dateien sind schon da.</translation>
    </message>
  </context>
  <context>
    <name>FileChoice</name>
    <message>
      <source>&amp;Depth</source>
      <translation>&amp;Farbtiefe</translation>
    </message>
    <message>
      <source>32 bits, floating point</source>
      <translation>32 Bit, Gleitkomma</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Colour &amp;profile</source>
      <translation>Farb&amp;profil</translation>
    </message>
    <message>
      <source>Colours that the profile has no room for are clipped, but in 32-bit files; grey photos become RGB</source>
      <translation>Farben, für die das Profil keinen Platz hat, werden beschnitten, außer in Dateien mit 32 Bit; graue Fotos werden RGB</translation>
    </message>
    <message>
      <source>Copyright only</source>
      <translation>Nur Urheberrecht</translation>
    </message>
    <message>
      <source>File &amp;type</source>
      <translation>Datei&amp;typ</translation>
    </message>
    <message>
      <source>Like the photo</source>
      <translation>Wie das Foto</translation>
    </message>
    <message>
      <source>Like the photo, without loss (PNG or TIFF)</source>
      <translation>Wie das Foto, verlustfrei (PNG oder TIFF)</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Keine</translation>
    </message>
    <message>
      <source>{0} bits</source>
      <translation>{0} Bit</translation>
    </message>
  </context>
  <context>
    <name>FilmStrip</name>
    <message>
      <source>Open photos</source>
      <translation>Offene Fotos</translation>
    </message>
  </context>
  <context>
    <name>FirstLook</name>
    <message>
      <source>The camera's preview of {0}; developing…</source>
      <translation>Die Vorschau der Kamera von {0}; wird entwickelt…</translation>
    </message>
  </context>
  <context>
    <name>Formations</name>
    <message>
      <source>product</source>
      <translation>Produkt</translation>
    </message>
    <message>
      <source>sum</source>
      <translation>Summe</translation>
    </message>
  </context>
  <context>
    <name>HintsNote</name>
    <message>
      <source>Hints changed: Separate again to use them.</source>
      <translation>Hinweise geändert: Sie wirken beim nächsten Zerlegen.</translation>
    </message>
  </context>
  <context>
    <name>Histogram</name>
    <message>
      <source>Histogram of the remix</source>
      <translation>Histogramm der Mischung</translation>
    </message>
  </context>
  <context>
    <name>HistoryPanel</name>
    <message>
      <source>As separated</source>
      <translation>Wie zerlegt</translation>
    </message>
    <message>
      <source>For other layers: {0}</source>
      <translation>Für andere Ebenen: {0}</translation>
    </message>
    <message>
      <source>Name of a snapshot</source>
      <translation>Name eines Schnappschusses</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Remove snapshot “{0}”</source>
      <translation>Schnappschuss „{0}“ entfernen</translation>
    </message>
    <message>
      <source>Snapshot {0}</source>
      <translation>Schnappschuss {0}</translation>
    </message>
    <message>
      <source>Snapshot “{0}”</source>
      <translation>Schnappschuss „{0}“</translation>
    </message>
    <message>
      <source>Snapshots</source>
      <translation>Schnappschüsse</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>Schritte</translation>
    </message>
    <message>
      <source>Take snapshot</source>
      <translation>Aufnehmen</translation>
    </message>
    <message>
      <source>Take snapshot “{0}”</source>
      <translation>Schnappschuss „{0}“ aufnehmen</translation>
    </message>
  </context>
  <context>
    <name>LayerStrip</name>
    <message>
      <source>Adjust</source>
      <translation>Anpassen</translation>
    </message>
    <message>
      <source>Adjust •</source>
      <translation>Anpassen •</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>Stärke</translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation>Kontrast</translation>
    </message>
    <message>
      <source>Current layer</source>
      <translation>Aktuelle Ebene</translation>
    </message>
    <message>
      <source>Exposure</source>
      <translation>Belichtung</translation>
    </message>
    <message>
      <source>Layer {0}: {1}</source>
      <translation>Ebene {0}: {1}</translation>
    </message>
    <message>
      <source>Look at {0} alone ({1})</source>
      <translation>{0} allein ansehen ({1})</translation>
    </message>
    <message>
      <source>Mute {0}</source>
      <translation>{0} stumm</translation>
    </message>
    <message>
      <source>Saturation</source>
      <translation>Sättigung</translation>
    </message>
    <message>
      <source>Softness</source>
      <translation>Weichheit</translation>
    </message>
    <message>
      <source>Solo: {0} only</source>
      <translation>Solo: nur {0}</translation>
    </message>
    <message>
      <source>Temperature</source>
      <translation>Temperatur</translation>
    </message>
    <message>
      <source>Tint</source>
      <translation>Tönung</translation>
    </message>
  </context>
  <context>
    <name>LayeredChoice</name>
    <message>
      <source>&amp;Layered file</source>
      <translation>Ebenen&amp;datei</translation>
    </message>
    <message>
      <source>Compatible: for ordinary documents</source>
      <translation>Verträglich: für gewöhnliche Dokumente</translation>
    </message>
    <message>
      <source>Layer &amp;mode</source>
      <translation>Ebenenmod&amp;us</translation>
    </message>
    <message>
      <source>Layered TIFF</source>
      <translation>TIFF mit Ebenen</translation>
    </message>
    <message>
      <source>OpenEXR</source>
      <translation>OpenEXR</translation>
    </message>
    <message>
      <source>OpenRaster (ORA)</source>
      <translation>OpenRaster (ORA)</translation>
    </message>
    <message>
      <source>Photoshop (PSD)</source>
      <translation>Photoshop (PSD)</translation>
    </message>
    <message>
      <source>Physical: true light, for linear documents</source>
      <translation>Physikalisch: wahres Licht, für lineare Dokumente</translation>
    </message>
  </context>
  <context>
    <name>Layers</name>
    <message>
      <source>Albedo</source>
      <translation>Albedo</translation>
    </message>
    <message>
      <source>Background</source>
      <translation>Hintergrund</translation>
    </message>
    <message>
      <source>Rain</source>
      <translation>Regen</translation>
    </message>
    <message>
      <source>Reflection</source>
      <translation>Spiegelung</translation>
    </message>
    <message>
      <source>Shading</source>
      <translation>Schattierung</translation>
    </message>
    <message>
      <source>The remix</source>
      <translation>Die Mischung</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Mixer</source>
      <translation>Mischer</translation>
    </message>
    <message>
      <source>Opening {0}</source>
      <translation>{0} wird geöffnet</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>Vorgaben</translation>
    </message>
  </context>
  <context>
    <name>MarkRow</name>
    <message>
      <source>Adds to the marks before</source>
      <translation>Kommt zu den vorigen hinzu</translation>
    </message>
    <message>
      <source>Brightness</source>
      <translation>Helligkeit</translation>
    </message>
    <message>
      <source>Choose a gradient or a range to change it. Arrows on the photo move a gradient, with Shift by ten, and stretch it with Alt.</source>
      <translation>Einen Verlauf oder Bereich wählen, um ihn zu ändern. Pfeiltasten über dem Foto bewegen einen Verlauf, mit Umschalt um zehn, und strecken ihn mit Alt.</translation>
    </message>
    <message>
      <source>Choose a mark</source>
      <translation>Markierung wählen</translation>
    </message>
    <message>
      <source>Keeps what both have</source>
      <translation>Lässt die Schnittmenge</translation>
    </message>
    <message>
      <source>Linear gradient</source>
      <translation>Linearer Verlauf</translation>
    </message>
    <message>
      <source>Mark in hand</source>
      <translation>Gewählte Markierung</translation>
    </message>
    <message>
      <source>Radial gradient</source>
      <translation>Radialer Verlauf</translation>
    </message>
    <message>
      <source>Strength: {0}</source>
      <translation>Stärke: {0}</translation>
    </message>
    <message>
      <source>Takes away from them</source>
      <translation>Nimmt von ihnen weg</translation>
    </message>
    <message>
      <source>What the mark does</source>
      <translation>Was die Markierung tut</translation>
    </message>
  </context>
  <context>
    <name>MaskRow</name>
    <message>
      <source>Brightness</source>
      <translation>Helligkeit</translation>
    </message>
    <message>
      <source>Fade</source>
      <translation>Auslaufen</translation>
    </message>
    <message>
      <source>Feather</source>
      <translation>Weicher Rand</translation>
    </message>
    <message>
      <source>Feather further</source>
      <translation>Noch weicher</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Von</translation>
    </message>
    <message>
      <source>Range of what</source>
      <translation>Bereich wovon</translation>
    </message>
    <message>
      <source>Strength: {0}</source>
      <translation>Stärke: {0}</translation>
    </message>
    <message>
      <source>The mask in the file is feathered as it was saved; this is added to it.</source>
      <translation>Die Maske aus der Datei ist so weich, wie sie gespeichert wurde; dies kommt hinzu.</translation>
    </message>
    <message>
      <source>To</source>
      <translation>Bis</translation>
    </message>
    <message>
      <source>Turn</source>
      <translation>Drehung</translation>
    </message>
  </context>
  <context>
    <name>Menus</name>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>&amp;Layers</source>
      <translation>&amp;Ebenen</translation>
    </message>
    <message>
      <source>&amp;Mute {0}</source>
      <translation>{0} &amp;stumm</translation>
    </message>
    <message>
      <source>&amp;Paint</source>
      <translation>&amp;Malen</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>Forget them</source>
      <translation>Liste leeren</translation>
    </message>
    <message>
      <source>Open &amp;recent</source>
      <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>S&amp;olo {0}</source>
      <translation>N&amp;ur {0}</translation>
    </message>
    <message>
      <source>Show {0}</source>
      <translation>{0} zeigen</translation>
    </message>
  </context>
  <context>
    <name>Metrics</name>
    <message>
      <source>Kodak: PSNR of photos without a reflection (dB)</source>
      <translation>Kodak: PSNR von Fotos ohne Spiegelung (dB)</translation>
    </message>
    <message>
      <source>Kodak: gain of the background (dB)</source>
      <translation>Kodak: Gewinn beim Hintergrund (dB)</translation>
    </message>
    <message>
      <source>Kodak: gain of the background with scribbles (dB)</source>
      <translation>Kodak: Gewinn beim Hintergrund mit Hinweisen (dB)</translation>
    </message>
    <message>
      <source>Kodak: gain of the rain (dB)</source>
      <translation>Kodak: Gewinn beim Regen (dB)</translation>
    </message>
    <message>
      <source>Kodak: gain of the reflection (dB)</source>
      <translation>Kodak: Gewinn bei der Spiegelung (dB)</translation>
    </message>
    <message>
      <source>Minutes of training</source>
      <translation>Minuten Training</translation>
    </message>
    <message>
      <source>Minutes of training, the corrector</source>
      <translation>Minuten Training, der Korrektor</translation>
    </message>
    <message>
      <source>Mixtures seen</source>
      <translation>Gesehene Mischungen</translation>
    </message>
    <message>
      <source>Mixtures seen by the corrector</source>
      <translation>Vom Korrektor gesehene Mischungen</translation>
    </message>
    <message>
      <source>ceilnet50: PSNR of the background (dB)</source>
      <translation>ceilnet50: PSNR des Hintergrunds (dB)</translation>
    </message>
    <message>
      <source>mit10: LMSE of the albedo</source>
      <translation>mit10: LMSE der Albedo</translation>
    </message>
    <message>
      <source>mit10: LMSE of the shading</source>
      <translation>mit10: LMSE der Schattierung</translation>
    </message>
    <message>
      <source>rain12: gain of the background (dB)</source>
      <translation>rain12: Gewinn beim Hintergrund (dB)</translation>
    </message>
  </context>
  <context>
    <name>Mixer</name>
    <message>
      <source>Balance</source>
      <translation>Balance</translation>
    </message>
    <message>
      <source>Mute {0}</source>
      <translation>{0} stumm</translation>
    </message>
    <message>
      <source>Press Separate to see the layers of this photo and mix them here.</source>
      <translation>Mit „Zerlegen“ erscheinen hier die Ebenen dieses Fotos und lassen sich mischen.</translation>
    </message>
    <message>
      <source>Residual</source>
      <translation>Rest</translation>
    </message>
    <message>
      <source>Solo {0}</source>
      <translation>Nur {0}</translation>
    </message>
    <message>
      <source>The layers of this photo are being made.</source>
      <translation>Die Ebenen dieses Fotos werden berechnet.</translation>
    </message>
  </context>
  <context>
    <name>Opening</name>
    <message>
      <source>Looking into {0}</source>
      <translation>{0} wird durchgesehen</translation>
    </message>
    <message>
      <source>Opening {0}</source>
      <translation>{0} wird geöffnet</translation>
    </message>
    <message>
      <source>{0} files are many at once; the first {1} were opened.</source>
      <translation>{0} Dateien sind viele auf einmal; die ersten {1} wurden geöffnet.</translation>
    </message>
    <message>
      <source>{0} has edits that are not saved; those left behind are kept, and offered when SILS starts again.</source>
      <translation>Die Bearbeitung von {0} ist nicht gespeichert; die zurückgelassene bleibt erhalten und wird beim nächsten Start von SILS angeboten.</translation>
    </message>
  </context>
  <context>
    <name>Outside</name>
    <message>
      <source>There is no program here that opens {0}.</source>
      <translation>Hier ist kein Programm, das {0} öffnet.</translation>
    </message>
  </context>
  <context>
    <name>PlaceChoice</name>
    <message>
      <source>&amp;Folder</source>
      <translation>&amp;Ordner</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>Add a number</source>
      <translation>Nummer anhängen</translation>
    </message>
    <message>
      <source>C&amp;hoose…</source>
      <translation>&amp;Wählen…</translation>
    </message>
    <message>
      <source>Choose a folder for the files.</source>
      <translation>Wählen Sie einen Ordner für die Dateien.</translation>
    </message>
    <message>
      <source>Folder for the files</source>
      <translation>Ordner für die Dateien</translation>
    </message>
    <message>
      <source>Overwrite</source>
      <translation>Überschreiben</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>Überspringen</translation>
    </message>
    <message>
      <source>{name} is the photo's name, {layer} the layer's</source>
      <translation>{name} ist der Name des Fotos, {layer} der der Ebene</translation>
    </message>
  </context>
  <context>
    <name>PreferencesDialog</name>
    <message>
      <source>&amp;Device</source>
      <translation>&amp;Gerät</translation>
    </message>
    <message>
      <source>&amp;Empty the cache</source>
      <translation>Zwischenspeicher &amp;leeren</translation>
    </message>
    <message>
      <source>&amp;Language, from the next start</source>
      <translation>&amp;Sprache, ab dem nächsten Start</translation>
    </message>
    <message>
      <source>&amp;Pen</source>
      <translation>Stif&amp;t</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>&amp;Farben</translation>
    </message>
    <message>
      <source>&amp;Usual folder</source>
      <translation>&amp;Üblicher Ordner</translation>
    </message>
    <message>
      <source>Always as wide</source>
      <translation>Immer gleich breit</translation>
    </message>
    <message>
      <source>Automatic: the graphics card if it works</source>
      <translation>Automatisch: die Grafikkarte, wenn sie geht</translation>
    </message>
    <message>
      <source>C&amp;hoose…</source>
      <translation>&amp;Wählen…</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Folder for layers</source>
      <translation>Ordner für Ebenen</translation>
    </message>
    <message>
      <source>Graphics card (CUDA) or nothing</source>
      <translation>Grafikkarte (CUDA) oder nichts</translation>
    </message>
    <message>
      <source>Layers are kept in</source>
      <translation>Ebenen liegen in</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Like the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Preferences</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Processor</source>
      <translation>Prozessor</translation>
    </message>
    <message>
      <source>Takes effect when SILS is started again</source>
      <translation>Wirkt, wenn SILS wieder gestartet wird</translation>
    </message>
    <message>
      <source>The harder it is pressed, the wider it paints</source>
      <translation>Je fester aufgedrückt, desto breiter</translation>
    </message>
    <message>
      <source>Up to</source>
      <translation>Bis zu</translation>
    </message>
    <message>
      <source>Usual &amp;quality</source>
      <translation>Übliche &amp;Qualität</translation>
    </message>
    <message>
      <source>{0} GiB are used</source>
      <translation>{0} GiB sind belegt</translation>
    </message>
  </context>
  <context>
    <name>PresetPanel</name>
    <message>
      <source>Apply</source>
      <translation>Anwenden</translation>
    </message>
    <message>
      <source>As photographed</source>
      <translation>Wie fotografiert</translation>
    </message>
    <message>
      <source>Name of a preset</source>
      <translation>Name einer Vorgabe</translation>
    </message>
    <message>
      <source>Or double-click a preset</source>
      <translation>Oder eine Vorgabe doppelt anklicken</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>Vorgaben</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
  </context>
  <context>
    <name>Presets</name>
    <message>
      <source>Flatten light</source>
      <translation>Licht ausgleichen</translation>
    </message>
    <message>
      <source>Halve reflection</source>
      <translation>Spiegelung halbieren</translation>
    </message>
    <message>
      <source>Neutral light</source>
      <translation>Neutrales Licht</translation>
    </message>
    <message>
      <source>Reflection only</source>
      <translation>Nur die Spiegelung</translation>
    </message>
    <message>
      <source>Remove rain</source>
      <translation>Regen entfernen</translation>
    </message>
    <message>
      <source>Remove reflection</source>
      <translation>Spiegelung entfernen</translation>
    </message>
    <message>
      <source>Soften shadows</source>
      <translation>Schatten mildern</translation>
    </message>
  </context>
  <context>
    <name>Qualities</name>
    <message>
      <source>Best</source>
      <translation>Beste</translation>
    </message>
    <message>
      <source>Draft</source>
      <translation>Entwurf</translation>
    </message>
    <message>
      <source>Standard</source>
      <translation>Standard</translation>
    </message>
  </context>
  <context>
    <name>Questions</name>
    <message>
      <source>&amp;Begin anew</source>
      <translation>&amp;Neu beginnen</translation>
    </message>
    <message>
      <source>&amp;Go on with it</source>
      <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
      <source>&amp;Other folder…</source>
      <translation>Anderer &amp;Ordner…</translation>
    </message>
    <message>
      <source>&amp;Replace</source>
      <translation>&amp;Ersetzen</translation>
    </message>
    <message>
      <source>An export is still at work.</source>
      <translation>Ein Export läuft noch.</translation>
    </message>
    <message>
      <source>Export at work</source>
      <translation>Export läuft</translation>
    </message>
    <message>
      <source>In {0} is a batch by another recipe that is not finished.</source>
      <translation>In {0} liegt ein Stapel nach einem anderen Rezept, der nicht fertig ist.</translation>
    </message>
    <message>
      <source>Its recipe: {0}</source>
      <translation>Sein Rezept: {0}</translation>
    </message>
    <message>
      <source>One photo of it is left: {0}</source>
      <translation>Ein Foto davon fehlt noch: {0}</translation>
    </message>
    <message>
      <source>Queue at work</source>
      <translation>Warteschlange arbeitet</translation>
    </message>
    <message>
      <source>Replace it? The older one is lost.</source>
      <translation>Ersetzen? Die ältere geht verloren.</translation>
    </message>
    <message>
      <source>Save preset</source>
      <translation>Vorgabe speichern</translation>
    </message>
    <message>
      <source>Stop it, without its files?</source>
      <translation>Anhalten, ohne seine Dateien?</translation>
    </message>
    <message>
      <source>The edits to {0} are not saved.</source>
      <translation>Die Bearbeitung von {0} ist nicht gespeichert.</translation>
    </message>
    <message>
      <source>The edits to {0} photos are not saved.</source>
      <translation>Die Bearbeitung von {0} Fotos ist nicht gespeichert.</translation>
    </message>
    <message>
      <source>The queue is still at work.</source>
      <translation>Die Warteschlange arbeitet noch.</translation>
    </message>
    <message>
      <source>There is a preset “{0}” already.</source>
      <translation>Es gibt schon eine Vorgabe „{0}“.</translation>
    </message>
    <message>
      <source>They are for the layers that are open, and end with them.</source>
      <translation>Sie gehören zu den Ebenen, die offen sind, und enden mit ihnen.</translation>
    </message>
    <message>
      <source>They are hints for layers that this task does not make, and would be left out.</source>
      <translation>Es sind Hinweise für Ebenen, die diese Aufgabe nicht macht; sie würden weggelassen.</translation>
    </message>
    <message>
      <source>To go on makes these and the photos of this queue by that recipe; to begin anew forgets the batch.</source>
      <translation>Fortsetzen macht diese und die Fotos dieser Warteschlange nach jenem Rezept; neu beginnen vergisst den Stapel.</translation>
    </message>
    <message>
      <source>Unfinished batch</source>
      <translation>Unfertiger Stapel</translation>
    </message>
    <message>
      <source>Unsaved edits</source>
      <translation>Nicht gespeicherte Bearbeitung</translation>
    </message>
    <message>
      <source>What is done stays. Stop it and close?</source>
      <translation>Was fertig ist, bleibt. Anhalten und schließen?</translation>
    </message>
    <message>
      <source>{0} photos of it are left: {1}</source>
      <translation>{0} Fotos davon fehlen noch: {1}</translation>
    </message>
  </context>
  <context>
    <name>Queue</name>
    <message>
      <source>The queue's recipe cannot be read</source>
      <translation>Das Rezept der Warteschlange kann nicht gelesen werden</translation>
    </message>
    <message>
      <source>{0} Choose another one before the queue starts.</source>
      <translation>{0} Wählen Sie ein anderes, bevor die Warteschlange beginnt.</translation>
    </message>
  </context>
  <context>
    <name>QueueAdding</name>
    <message>
      <source>Looking for photos</source>
      <translation>Fotos suchen</translation>
    </message>
  </context>
  <context>
    <name>QueueBar</name>
    <message>
      <source>&amp;Files…</source>
      <translation>&amp;Dateien…</translation>
    </message>
    <message>
      <source>&amp;Open photos</source>
      <translation>&amp;Offene Fotos</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Hinzufügen</translation>
    </message>
    <message>
      <source>Cancel all</source>
      <translation>Alles abbrechen</translation>
    </message>
    <message>
      <source>Cancel or take out (Del)</source>
      <translation>Abbrechen oder herausnehmen (Entf)</translation>
    </message>
    <message>
      <source>Down (Alt+Down)</source>
      <translation>Nach unten (Alt+Ab)</translation>
    </message>
    <message>
      <source>Finish the photos at hand, then wait</source>
      <translation>Die begonnenen Fotos beenden, dann warten</translation>
    </message>
    <message>
      <source>Fo&amp;lder…</source>
      <translation>O&amp;rdner…</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Open report</source>
      <translation>Bericht öffnen</translation>
    </message>
    <message>
      <source>Open result (Enter)</source>
      <translation>Ergebnis öffnen (Eingabe)</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Starten</translation>
    </message>
    <message>
      <source>Try again what failed or was cancelled</source>
      <translation>Fehlgeschlagenes und Abgebrochenes noch einmal versuchen</translation>
    </message>
    <message>
      <source>Up (Alt+Up)</source>
      <translation>Nach oben (Alt+Auf)</translation>
    </message>
  </context>
  <context>
    <name>QueueCommands</name>
    <message>
      <source>Folder for the queue</source>
      <translation>Ordner für die Warteschlange</translation>
    </message>
    <message>
      <source>Photos and saved jobs for the queue</source>
      <translation>Fotos und gespeicherte Aufträge für die Warteschlange</translation>
    </message>
  </context>
  <context>
    <name>QueueFinding</name>
    <message>
      <source>There are no photos among what was added to the queue.</source>
      <translation>Unter dem, was der Warteschlange hinzugefügt wurde, sind keine Fotos.</translation>
    </message>
    <message>
      <source>{0} names no photo; load it as the recipe.</source>
      <translation>{0} nennt kein Foto; laden Sie den Auftrag als Rezept.</translation>
    </message>
  </context>
  <context>
    <name>QueueHome</name>
    <message>
      <source>The queue's list cannot be restored</source>
      <translation>Die Liste der Warteschlange kann nicht wiederhergestellt werden</translation>
    </message>
    <message>
      <source>{0} It is kept aside as {1}.</source>
      <translation>{0} Sie wird als {1} aufbewahrt.</translation>
    </message>
  </context>
  <context>
    <name>QueueKeeping</name>
    <message>
      <source>Another window of SILS keeps its queue; the list in this one ends with it.</source>
      <translation>Ein anderes Fenster von SILS sichert seine Warteschlange; die Liste in diesem endet mit ihm.</translation>
    </message>
    <message>
      <source>Keeping the queue</source>
      <translation>Warteschlange speichern</translation>
    </message>
    <message>
      <source>Restoring the queue</source>
      <translation>Warteschlange wiederherstellen</translation>
    </message>
    <message>
      <source>The queue's list cannot be kept where the settings lie; it ends with this window.</source>
      <translation>Die Liste der Warteschlange lässt sich bei den Einstellungen nicht speichern; sie endet mit diesem Fenster.</translation>
    </message>
  </context>
  <context>
    <name>QueueModel</name>
    <message>
      <source>Photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>abgebrochen</translation>
    </message>
    <message>
      <source>done</source>
      <translation>fertig</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>fehlgeschlagen</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>ausgelassen</translation>
    </message>
    <message>
      <source>painted</source>
      <translation>bemalt</translation>
    </message>
    <message>
      <source>reading</source>
      <translation>lesen</translation>
    </message>
    <message>
      <source>separating</source>
      <translation>zerlegen</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>wartet</translation>
    </message>
    <message>
      <source>working</source>
      <translation>in Arbeit</translation>
    </message>
    <message>
      <source>writing</source>
      <translation>schreiben</translation>
    </message>
  </context>
  <context>
    <name>QueuePanel</name>
    <message>
      <source>Queue</source>
      <translation>Warteschlange</translation>
    </message>
    <message>
      <source>Recipe…</source>
      <translation>Rezept…</translation>
    </message>
    <message>
      <source>What is made of each photo, and where it goes</source>
      <translation>Was aus jedem Foto wird und wohin es kommt</translation>
    </message>
    <message>
      <source>less than a minute left</source>
      <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>angehalten</translation>
    </message>
    <message>
      <source>{0} failed</source>
      <translation>{0} fehlgeschlagen</translation>
    </message>
    <message>
      <source>{0} min left</source>
      <translation>noch {0} min</translation>
    </message>
    <message>
      <source>{0} of {1} done</source>
      <translation>{0} von {1} fertig</translation>
    </message>
  </context>
  <context>
    <name>QueueTable</name>
    <message>
      <source>Add photos or drop them here.</source>
      <translation>Fotos hinzufügen oder hierher ziehen.</translation>
    </message>
    <message>
      <source>Queue</source>
      <translation>Warteschlange</translation>
    </message>
  </context>
  <context>
    <name>Queueing</name>
    <message>
      <source>It was left out: it is a result of this queue.</source>
      <translation>Es wurde ausgelassen: Es ist ein Ergebnis dieser Warteschlange.</translation>
    </message>
    <message>
      <source>It was left out: its job names another photo now.</source>
      <translation>Es wurde ausgelassen: Sein Auftrag nennt jetzt ein anderes Foto.</translation>
    </message>
    <message>
      <source>Reading what is left</source>
      <translation>Lesen, was noch fehlt</translation>
    </message>
    <message>
      <source>Working off the queue</source>
      <translation>Warteschlange abarbeiten</translation>
    </message>
  </context>
  <context>
    <name>Recipe</name>
    <message>
      <source>All layers in one file</source>
      <translation>Alle Ebenen in einer Datei</translation>
    </message>
    <message>
      <source>As in the recipe</source>
      <translation>Wie im Rezept</translation>
    </message>
    <message>
      <source>As photographed</source>
      <translation>Wie fotografiert</translation>
    </message>
    <message>
      <source>As {0} is mixed now</source>
      <translation>Wie {0} jetzt gemischt ist</translation>
    </message>
    <message>
      <source>Layers</source>
      <translation>Ebenen</translation>
    </message>
    <message>
      <source>Layers and remix</source>
      <translation>Ebenen und Mischung</translation>
    </message>
    <message>
      <source>Remix</source>
      <translation>Mischung</translation>
    </message>
    <message>
      <source>own mix</source>
      <translation>eigene Mischung</translation>
    </message>
  </context>
  <context>
    <name>RecipeDialog</name>
    <message>
      <source>&amp;Folder</source>
      <translation>&amp;Ordner</translation>
    </message>
    <message>
      <source>&amp;Save job…</source>
      <translation>Auftrag &amp;speichern…</translation>
    </message>
    <message>
      <source>&amp;Use</source>
      <translation>&amp;Verwenden</translation>
    </message>
    <message>
      <source>C&amp;hoose…</source>
      <translation>&amp;Wählen…</translation>
    </message>
    <message>
      <source>Choose a folder for the results.</source>
      <translation>Wählen Sie einen Ordner für die Ergebnisse.</translation>
    </message>
    <message>
      <source>Folder for the results</source>
      <translation>Ordner für die Ergebnisse</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>Aufträge</translation>
    </message>
    <message>
      <source>L&amp;oad job…</source>
      <translation>Auftrag &amp;laden…</translation>
    </message>
    <message>
      <source>Load job</source>
      <translation>Auftrag laden</translation>
    </message>
    <message>
      <source>Recipe of the queue</source>
      <translation>Rezept der Warteschlange</translation>
    </message>
    <message>
      <source>Save job</source>
      <translation>Auftrag speichern</translation>
    </message>
    <message>
      <source>What was painted on {0} is left out; add its job to the queue to have it made so.</source>
      <translation>Was auf {0} gemalt wurde, bleibt weg; fügen Sie den Auftrag des Fotos der Warteschlange hinzu, damit es gilt.</translation>
    </message>
  </context>
  <context>
    <name>RecipeFiles</name>
    <message>
      <source>&amp;Depth</source>
      <translation>Farbtie&amp;fe</translation>
    </message>
    <message>
      <source>Colour &amp;profile</source>
      <translation>Farb&amp;profil</translation>
    </message>
    <message>
      <source>File t&amp;ype</source>
      <translation>Datei&amp;typ</translation>
    </message>
    <message>
      <source>Like the photo</source>
      <translation>Wie das Foto</translation>
    </message>
  </context>
  <context>
    <name>RecipeForm</name>
    <message>
      <source>&amp;If it exists</source>
      <translation>Falls vor&amp;handen</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>&amp;Quality</source>
      <translation>&amp;Qualität</translation>
    </message>
    <message>
      <source>&amp;Task</source>
      <translation>Auf&amp;gabe</translation>
    </message>
    <message>
      <source>&amp;Write</source>
      <translation>Sch&amp;reiben</translation>
    </message>
    <message>
      <source>Add a number</source>
      <translation>Nummer anhängen</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Copyright only</source>
      <translation>Nur Urheberrecht</translation>
    </message>
    <message>
      <source>M&amp;etadata</source>
      <translation>M&amp;etadaten</translation>
    </message>
    <message>
      <source>Mi&amp;x</source>
      <translation>M&amp;ischung</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Keine</translation>
    </message>
    <message>
      <source>Overwrite</source>
      <translation>Überschreiben</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>Überspringen</translation>
    </message>
    <message>
      <source>{name} is the photo's name, {layer} the layer's</source>
      <translation>{name} ist der Name des Fotos, {layer} der der Ebene</translation>
    </message>
  </context>
  <context>
    <name>ResidualStrip</name>
    <message>
      <source>Residual</source>
      <translation>Rest</translation>
    </message>
    <message>
      <source>What the layers leave unexplained; hardly anything, as the null test shows</source>
      <translation>Was die Ebenen nicht erklären; fast nichts, wie der Nulltest zeigt</translation>
    </message>
  </context>
  <context>
    <name>Saving</name>
    <message>
      <source>Edits cannot be copied into {0}: after a crash those that are not saved are lost.</source>
      <translation>Bearbeitungen lassen sich nicht nach {0} kopieren: Nach einem Absturz sind die nicht gespeicherten verloren.</translation>
    </message>
    <message>
      <source>It will be kept aside when you save.</source>
      <translation>Sie wird beim Speichern beiseitegelegt.</translation>
    </message>
    <message>
      <source>Keeping edits</source>
      <translation>Bearbeitung wird aufbewahrt</translation>
    </message>
    <message>
      <source>Saving the edits of {0}</source>
      <translation>Speichere die Bearbeitung von {0}</translation>
    </message>
    <message>
      <source>The hints on {0} were changed since its layers were made: when it is opened again, it will have other layers. Press Separate to see them now.</source>
      <translation>Die Hinweise auf {0} wurden geändert, seit seine Ebenen entstanden: Wenn es wieder geöffnet wird, hat es andere Ebenen. Mit „Zerlegen“ sehen Sie sie jetzt.</translation>
    </message>
    <message>
      <source>{0} was in the way of the edits; it is kept as {1}.</source>
      <translation>{0} war der Bearbeitung im Weg und ist als {1} aufbewahrt.</translation>
    </message>
  </context>
  <context>
    <name>Separating</name>
    <message>
      <source>Separating {0}</source>
      <translation>{0} wird zerlegt</translation>
    </message>
    <message>
      <source>Starting</source>
      <translation>Start</translation>
    </message>
    <message>
      <source>The saved edits of {0} are for other layers and were left out; they are kept when you save.</source>
      <translation>Die gespeicherte Bearbeitung von {0} gehört zu anderen Ebenen und blieb weg; beim Speichern bleibt sie erhalten.</translation>
    </message>
    <message>
      <source>{0} was edited while other layers were made, and keeps its own; press Separate again.</source>
      <translation>{0} wurde bearbeitet, während andere Ebenen entstanden, und behält seine; zerlegen Sie noch einmal.</translation>
    </message>
  </context>
  <context>
    <name>Separators</name>
    <message>
      <source>Albedo and shading</source>
      <translation>Albedo und Schattierung</translation>
    </message>
    <message>
      <source>Rain</source>
      <translation>Regen</translation>
    </message>
    <message>
      <source>Rainy window</source>
      <translation>Regenfenster</translation>
    </message>
    <message>
      <source>Reflections on glass</source>
      <translation>Spiegelungen auf Glas</translation>
    </message>
  </context>
  <context>
    <name>SeparatorsDialog</name>
    <message>
      <source>&amp;Add a file…</source>
      <translation>Datei &amp;hinzufügen…</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Entfernen</translation>
    </message>
    <message>
      <source>(cannot be used)</source>
      <translation>(nicht verwendbar)</translation>
    </message>
    <message>
      <source>About the separator</source>
      <translation>Über den Zerleger</translation>
    </message>
    <message>
      <source>Add a separator</source>
      <translation>Zerleger hinzufügen</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Hints</source>
      <translation>Hinweise</translation>
    </message>
    <message>
      <source>Layers</source>
      <translation>Ebenen</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Made by</source>
      <translation>Hergestellt von</translation>
    </message>
    <message>
      <source>Sees photos at</source>
      <translation>Sieht Fotos mit</translation>
    </message>
    <message>
      <source>Separators</source>
      <translation>Zerleger</translation>
    </message>
    <message>
      <source>Separators (*.onnx)</source>
      <translation>Zerleger (*.onnx)</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Task</source>
      <translation>Aufgabe</translation>
    </message>
    <message>
      <source>There is no separator. Add a file to begin.</source>
      <translation>Es gibt keinen Zerleger. Fügen Sie eine Datei hinzu.</translation>
    </message>
    <message>
      <source>Trained on</source>
      <translation>Trainiert mit</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Version</translation>
    </message>
    <message>
      <source>not taken</source>
      <translation>nicht angenommen</translation>
    </message>
    <message>
      <source>taken</source>
      <translation>angenommen</translation>
    </message>
  </context>
  <context>
    <name>Shelf</name>
    <message>
      <source>Checking {0}</source>
      <translation>{0} wird geprüft</translation>
    </message>
    <message>
      <source>Reading separators</source>
      <translation>Zerleger werden gelesen</translation>
    </message>
    <message>
      <source>There is no separator. Add one on the page Separators.</source>
      <translation>Es gibt keinen Zerleger. Fügen Sie auf der Seite Zerleger einen hinzu.</translation>
    </message>
    <message>
      <source>{0} could not be removed ({1}).</source>
      <translation>{0} konnte nicht entfernt werden ({1}).</translation>
    </message>
    <message>
      <source>{0} is now among the separators.</source>
      <translation>{0} gehört jetzt zu den Zerlegern.</translation>
    </message>
  </context>
  <context>
    <name>SilsWindow</name>
    <message>
      <source>&amp;Bring them back</source>
      <translation>&amp;Zurückholen</translation>
    </message>
    <message>
      <source>For&amp;get them</source>
      <translation>&amp;Verwerfen</translation>
    </message>
    <message>
      <source>SILS ended unexpectedly; there are unsaved edits of {0}.</source>
      <translation>SILS endete unerwartet; es gibt nicht gespeicherte Bearbeitungen von {0}.</translation>
    </message>
    <message>
      <source>The saved edits of {0} are for the task {1}, which no separator here is for. They come when you add one on the page Separators.</source>
      <translation>Die gespeicherte Bearbeitung von {0} ist für die Aufgabe {1}, für die hier kein Zerleger da ist. Sie kommt, wenn Sie auf der Seite Zerleger einen hinzufügen.</translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message>
      <source>1 waiting</source>
      <translation>1 wartet</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Click for the whole report.</source>
      <translation>Klicken für den ganzen Bericht.</translation>
    </message>
    <message>
      <source>Device unknown</source>
      <translation>Gerät unbekannt</translation>
    </message>
    <message>
      <source>Device …</source>
      <translation>Gerät …</translation>
    </message>
    <message>
      <source>Device: {0}</source>
      <translation>Gerät: {0}</translation>
    </message>
    <message>
      <source>Fix</source>
      <translation>Beheben</translation>
    </message>
    <message>
      <source>Stop (Esc)</source>
      <translation>Anhalten (Esc)</translation>
    </message>
    <message>
      <source>The device is being looked up.</source>
      <translation>Das Gerät wird ermittelt.</translation>
    </message>
    <message>
      <source>The next separation will tell it.</source>
      <translation>Das nächste Zerlegen zeigt es.</translation>
    </message>
    <message>
      <source>{0} bits</source>
      <translation>{0} Bit</translation>
    </message>
    <message>
      <source>{0} left</source>
      <translation>noch {0}</translation>
    </message>
    <message>
      <source>{0} waiting</source>
      <translation>{0} warten</translation>
    </message>
    <message>
      <source>{0}: the layers are there.</source>
      <translation>{0}: Die Ebenen sind da.</translation>
    </message>
  </context>
  <context>
    <name>Tasks</name>
    <message>
      <source>Albedo and shading</source>
      <translation>Albedo und Schattierung</translation>
    </message>
    <message>
      <source>Rain</source>
      <translation>Regen</translation>
    </message>
    <message>
      <source>Rainy window</source>
      <translation>Regenfenster</translation>
    </message>
    <message>
      <source>Reflection</source>
      <translation>Spiegelung</translation>
    </message>
  </context>
  <context>
    <name>ToolBar</name>
    <message>
      <source>How large the network sees the photo; Best averages it with its mirror image</source>
      <translation>Wie groß das Netz das Foto sieht; „Beste“ mittelt mit dem Spiegelbild</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>Qualität</translation>
    </message>
    <message>
      <source>Task</source>
      <translation>Aufgabe</translation>
    </message>
    <message>
      <source>Tools</source>
      <translation>Werkzeuge</translation>
    </message>
    <message>
      <source>What to separate</source>
      <translation>Was zerlegt wird</translation>
    </message>
  </context>
  <context>
    <name>ValueControl</name>
    <message>
      <source>Double-click to reset. Arrows, with Shift by ten, with Alt by a tenth.</source>
      <translation>Doppelklick setzt zurück. Pfeile ändern um eins, mit Umschalt um zehn, mit Alt um ein Zehntel.</translation>
    </message>
  </context>
  <context>
    <name>Watching</name>
    <message>
      <source>{0} has changed on disk; what you see is as it was. Close and open it to see it anew.</source>
      <translation>{0} wurde auf der Platte geändert; Sie sehen den alten Stand. Schließen und öffnen Sie das Foto, um es neu zu lesen.</translation>
    </message>
    <message>
      <source>{0} is no longer in its folder; what you see is as it was, and can be exported.</source>
      <translation>{0} liegt nicht mehr in seinem Ordner; Sie sehen den alten Stand, er lässt sich exportieren.</translation>
    </message>
  </context>
  <context>
    <name>Welcome</name>
    <message>
      <source>&amp;Open photos…</source>
      <translation>Fotos ö&amp;ffnen…</translation>
    </message>
    <message>
      <source>Open a photo, or drop one here</source>
      <translation>Ein Foto öffnen oder hierher ziehen</translation>
    </message>
    <message>
      <source>Recent photos</source>
      <translation>Zuletzt geöffnete Fotos</translation>
    </message>
    <message>
      <source>SILS separates a photo into its layers, such as what lies behind a window and what it reflects.</source>
      <translation>SILS zerlegt ein Foto in seine Ebenen, etwa was hinter einem Fenster liegt und was sich darin spiegelt.</translation>
    </message>
  </context>
  <context>
    <name>Work</name>
    <message>
      <source>Choose at least one picture to export.</source>
      <translation>Wählen Sie mindestens ein Bild zum Exportieren.</translation>
    </message>
    <message>
      <source>The layers are gone from {0}; separate again.</source>
      <translation>Die Ebenen in {0} sind verschwunden; zerlegen Sie noch einmal.</translation>
    </message>
    <message>
      <source>The preview could not be drawn ({0}).</source>
      <translation>Die Vorschau konnte nicht gezeichnet werden ({0}).</translation>
    </message>
    <message>
      <source>There are no photos in the folder {0}.</source>
      <translation>Im Ordner {0} sind keine Fotos.</translation>
    </message>
    <message>
      <source>{0} cannot be read ({1}).</source>
      <translation>{0} kann nicht gelesen werden ({1}).</translation>
    </message>
    <message>
      <source>{0} cannot be written to ({1}); choose another folder in the preferences.</source>
      <translation>In {0} kann nicht geschrieben werden ({1}); wählen Sie in den Einstellungen einen anderen Ordner.</translation>
    </message>
    <message>
      <source>{0} could not be kept aside ({1}).</source>
      <translation>{0} konnte nicht beiseitegelegt werden ({1}).</translation>
    </message>
    <message>
      <source>{0} is a saved job and no photo; put it into the queue, where its photo is made as it says.</source>
      <translation>{0} ist ein gespeicherter Auftrag und kein Foto; in der Warteschlange wird sein Foto danach gemacht.</translation>
    </message>
    <message>
      <source>{0} is missing or cannot be used; it was drawn again from its marks. Save to have the file again.</source>
      <translation>{0} fehlt oder ist unbrauchbar und wurde aus den Markierungen neu gezeichnet. Speichern Sie, um die Datei wieder zu haben.</translation>
    </message>
    <message>
      <source>{0} is no longer in {1}: its edits are not saved. Put it back there under this name and save again.</source>
      <translation>{0} liegt nicht mehr in {1}: Die Bearbeitung ist nicht gespeichert. Legen Sie das Foto unter diesem Namen dorthin zurück und speichern Sie noch einmal.</translation>
    </message>
    <message>
      <source>{0} is not what its marks make: it comes as a picture and can no longer be changed mark by mark.</source>
      <translation>{0} ist nicht, was seine Markierungen ergeben: Es kommt als Bild, und sie lassen sich nicht mehr einzeln ändern.</translation>
    </message>
    <message>
      <source>{0} would be overwritten; choose another name or folder.</source>
      <translation>{0} würde überschrieben; wählen Sie einen anderen Namen oder Ordner.</translation>
    </message>
    <message>
      <source>{0}: something unexpected happened ({1}); please report it.</source>
      <translation>{0}: Etwas Unerwartetes ist geschehen ({1}); bitte melden Sie es.</translation>
    </message>
    <message>
      <source>{0}: this computer has too little memory; close photos or programs.</source>
      <translation>{0}: Dieser Rechner hat zu wenig Speicher; schließen Sie Fotos oder Programme.</translation>
    </message>
  </context>
  <context>
    <name>WrittenNote</name>
    <message>
      <source>Show folder</source>
      <translation>Ordner zeigen</translation>
    </message>
    <message>
      <source>Written: {0} in {1}</source>
      <translation>Geschrieben: {0} in {1}</translation>
    </message>
  </context>
</TS>
