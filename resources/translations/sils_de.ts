<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>AboutDialog</name>
    <message>
      <source>&amp;Copy report</source>
      <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
      <source>About SILS</source>
      <translation>Über SILS</translation>
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
      <source>Erase: {0}</source>
      <translation>Radieren: {0}</translation>
    </message>
    <message>
      <source>Fill: {0}</source>
      <translation>Füllen: {0}</translation>
    </message>
    <message>
      <source>Invert: {0}</source>
      <translation>Umkehren: {0}</translation>
    </message>
    <message>
      <source>Mask of the mix</source>
      <translation>Maske der Mischung</translation>
    </message>
    <message>
      <source>Paint: {0}</source>
      <translation>Malen: {0}</translation>
    </message>
    <message>
      <source>Separate again to use it.</source>
      <translation>Wirkt beim nächsten Zerlegen.</translation>
    </message>
    <message>
      <source>Separate will use it.</source>
      <translation>Wirkt beim ersten Zerlegen.</translation>
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
      <translation>Foto &amp;schließen</translation>
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
      <translation>&amp;Bedienfelder</translation>
    </message>
    <message>
      <source>&amp;Paste settings</source>
      <translation>Einstellungen &amp;einfügen</translation>
    </message>
    <message>
      <source>&amp;Queue</source>
      <translation>&amp;Warteschlange</translation>
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
      <translation>Bearbeitung &amp;sichern</translation>
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
      <source>Add to &amp;queue</source>
      <translation>In die &amp;Warteschlange</translation>
    </message>
    <message>
      <source>Back to the photo as it was taken</source>
      <translation>Zurück zum Foto, wie es aufgenommen wurde</translation>
    </message>
    <message>
      <source>Before and after, with a line to drag</source>
      <translation>Vorher und nachher, mit einer Linie zum Ziehen</translation>
    </message>
    <message>
      <source>By br&amp;ightness</source>
      <translation>Nach &amp;Helligkeit</translation>
    </message>
    <message>
      <source>Difference &amp;gain</source>
      <translation>Differenz &amp;verstärken</translation>
    </message>
    <message>
      <source>Many photos by one recipe</source>
      <translation>Viele Fotos nach einem Rezept</translation>
    </message>
    <message>
      <source>Mark what is cut off</source>
      <translation>Markiert, was beschnitten ist</translation>
    </message>
    <message>
      <source>Open photos</source>
      <translation>Fotos öffnen</translation>
    </message>
    <message>
      <source>P&amp;references…</source>
      <translation>E&amp;instellungen…</translation>
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
      <source>Paint what is as bright as the sliders below say</source>
      <translation>Bemalen, was so hell ist, wie die Regler darunter sagen</translation>
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
      <source>Pre&amp;vious photo</source>
      <translation>&amp;Voriges Foto</translation>
    </message>
    <message>
      <source>Put the photo at the end of the queue</source>
      <translation>Das Foto ans Ende der Warteschlange stellen</translation>
    </message>
    <message>
      <source>S&amp;olo layer</source>
      <translation>Nur diese &amp;Ebene</translation>
    </message>
    <message>
      <source>Save the edits beside the photo</source>
      <translation>Die Bearbeitung neben dem Foto sichern</translation>
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
      <source>The brush takes away what was painted</source>
      <translation>Der Pinsel nimmt Gemaltes weg</translation>
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
    <name>ErrorBar</name>
    <message>
      <source>  (and {0} more)</source>
      <translation>  (und {0} weitere)</translation>
    </message>
    <message>
      <source>&amp;Copy details</source>
      <translation>Einzelheiten &amp;kopieren</translation>
    </message>
    <message>
      <source>&amp;Dismiss</source>
      <translation>&amp;Schließen</translation>
    </message>
    <message>
      <source>Dismiss &amp;all</source>
      <translation>&amp;Alle schließen</translation>
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
      <source>&amp;Metadata</source>
      <translation>&amp;Metadaten</translation>
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
      <source>Writes {0}. About {1} MB.</source>
      <translation>Schreibt {0}. Etwa {1} MB.</translation>
    </message>
    <message>
      <source>nothing, since all is there already</source>
      <translation>nichts, da alles schon da ist</translation>
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
      <translation>Fotos öffnen</translation>
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
      <source>Mute {0} (M)</source>
      <translation>{0} stumm (M)</translation>
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
      <source>Solo: {0} only (S)</source>
      <translation>Solo: nur {0} (S)</translation>
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
      <translation>&amp;Ebenendatei</translation>
    </message>
    <message>
      <source>Compatible: for ordinary documents</source>
      <translation>Verträglich: für gewöhnliche Dokumente</translation>
    </message>
    <message>
      <source>Layer &amp;mode</source>
      <translation>Ebenen&amp;modus</translation>
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
      <source>Photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>Vorgaben</translation>
    </message>
  </context>
  <context>
    <name>MaskRow</name>
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
      <source>The mask in the file is feathered as it was saved; this is added to it.</source>
      <translation>Die Maske aus der Datei ist so weich, wie sie gespeichert wurde; dies kommt hinzu.</translation>
    </message>
    <message>
      <source>To</source>
      <translation>Bis</translation>
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
      <source>Show {0}</source>
      <translation>{0} zeigen</translation>
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
      <translation>Die Bearbeitung von {0} ist nicht gesichert; die zurückgelassene bleibt erhalten und wird beim nächsten Start von SILS angeboten.</translation>
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
      <source>&amp;Choose…</source>
      <translation>&amp;Wählen…</translation>
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
      <source>Choose a folder for the files.</source>
      <translation>Wählen Sie einen Ordner für die Dateien.</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
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
      <source>&amp;Theme</source>
      <translation>&amp;Farben</translation>
    </message>
    <message>
      <source>&amp;Usual folder</source>
      <translation>&amp;Üblicher Ordner</translation>
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
      <source>As photographed</source>
      <translation>Wie fotografiert</translation>
    </message>
    <message>
      <source>Name of a preset</source>
      <translation>Name einer Vorgabe</translation>
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
      <translation>Sichern</translation>
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
      <translation>&amp;Anderer Ordner…</translation>
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
      <source>Stop it, without its files?</source>
      <translation>Anhalten, ohne seine Dateien?</translation>
    </message>
    <message>
      <source>The edits to {0} are not saved.</source>
      <translation>Die Bearbeitung von {0} ist nicht gesichert.</translation>
    </message>
    <message>
      <source>The edits to {0} photos are not saved.</source>
      <translation>Die Bearbeitung von {0} Fotos ist nicht gesichert.</translation>
    </message>
    <message>
      <source>The queue is still at work.</source>
      <translation>Die Warteschlange arbeitet noch.</translation>
    </message>
    <message>
      <source>They are for the layers that are open, and end with them.</source>
      <translation>Sie gehören zu den Ebenen, die offen sind, und enden mit ihnen.</translation>
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
      <translation>Ungesicherte Bearbeitung</translation>
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
      <source>F&amp;older…</source>
      <translation>O&amp;rdner…</translation>
    </message>
    <message>
      <source>Finish the photos at hand, then wait</source>
      <translation>Die begonnenen Fotos beenden, dann warten</translation>
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
      <translation>Warteschlange sichern</translation>
    </message>
    <message>
      <source>Restoring the queue</source>
      <translation>Warteschlange wiederherstellen</translation>
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
      <source>&amp;Choose…</source>
      <translation>&amp;Wählen…</translation>
    </message>
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
      <source>Choose a folder for the results.</source>
      <translation>Einen Ordner für die Ergebnisse wählen.</translation>
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
      <translation>Tie&amp;fe</translation>
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
      <translation>&amp;Aufgabe</translation>
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
      <source>It will be kept aside when you save.</source>
      <translation>Sie wird beim Sichern beiseitegelegt.</translation>
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
      <translation>Die gesicherte Bearbeitung von {0} gehört zu anderen Ebenen und blieb weg; beim Sichern bleibt sie erhalten.</translation>
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
  </context>
  <context>
    <name>SilsWindow</name>
    <message>
      <source>&amp;Bring them back</source>
      <translation>&amp;Zurückholen</translation>
    </message>
    <message>
      <source>&amp;Forget them</source>
      <translation>&amp;Verwerfen</translation>
    </message>
    <message>
      <source>SILS ended unexpectedly; there are unsaved edits of {0}.</source>
      <translation>SILS endete unerwartet; es gibt ungesicherte Bearbeitungen von {0}.</translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Click for the whole report.</source>
      <translation>Klicken für den ganzen Bericht.</translation>
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
      <source>Stop (Esc)</source>
      <translation>Anhalten (Esc)</translation>
    </message>
    <message>
      <source>The device is being looked up.</source>
      <translation>Das Gerät wird ermittelt.</translation>
    </message>
    <message>
      <source>{0} left</source>
      <translation>noch {0}</translation>
    </message>
    <message>
      <source>{0} waiting</source>
      <translation>{0} warten</translation>
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
      <source>There is no room for layers in {0} ({1}); free some space.</source>
      <translation>In {0} ist kein Platz für Ebenen ({1}); schaffen Sie Platz.</translation>
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
