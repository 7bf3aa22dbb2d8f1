"""What kind of files an export writes: container, bits, colour profile, and what they say of the photo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFormLayout

from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.output import Output
from engine.picture import Depth, Photo
from engine.profiles import Profile
from sils_gui.state import settings as keys
from sils_gui.state.settings import Settings
from sils_gui.view.choices import ChoiceBox, combo, select


class FileChoice(QObject):
    """Lists for a form; the depths are those that the container has. None stands for what the photo has."""

    changed = Signal()

    def __init__(self, photo: Photo, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photo, self._settings = photo, settings
        self._wanted_bits = settings.get(keys.EXPORT_DEPTH)
        self.container_box, self.depth_box = combo(container_titles()), combo([])
        self.profile_box = profile_combo()
        copyright_ = (self.tr("Copyright only"), Keep.COPYRIGHT)
        self.metadata_box = combo([(self.tr("All"), Keep.ALL), copyright_, (self.tr("None"), Keep.NONE)])
        kept = settings.get(keys.EXPORT_CONTAINER)
        select(self.container_box, next((kind for kind in Container if kind.value == kept), None))
        select(self.metadata_box, Keep(settings.get(keys.EXPORT_METADATA)))
        select(self.profile_box, Profile(settings.get(keys.EXPORT_PROFILE)))
        self._offer_depths()
        self.container_box.currentIndexChanged.connect(self._offer_depths)
        self.depth_box.activated.connect(self._want_depth)

    @property
    def container(self) -> Container | None:
        return self.container_box.currentData()

    @property
    def depth(self) -> Depth | None:
        return self.depth_box.currentData()

    @property
    def profile(self) -> Profile:
        return self.profile_box.currentData()

    @property
    def metadata(self) -> Keep:
        return self.metadata_box.currentData()

    def add_to(self, form: QFormLayout) -> None:
        """Container, depth and profile as rows of a form."""
        form.addRow(self.tr("File &type"), self.container_box)
        form.addRow(self.tr("&Depth"), self.depth_box)
        form.addRow(self.tr("Colour &profile"), self.profile_box)

    def remember(self) -> None:
        """Keep what is chosen for the next time."""
        self._settings.set(keys.EXPORT_CONTAINER, self.container.value if self.container else "")
        self._settings.set(keys.EXPORT_DEPTH, int(self.depth) if self.depth else 0)
        self._settings.set(keys.EXPORT_METADATA, self.metadata.value)
        self._settings.set(keys.EXPORT_PROFILE, self.profile.value)

    def _offer_depths(self) -> None:
        depths = Output(Path(), self.container).container_for(self._photo).depths
        self.depth_box.clear()
        self.depth_box.addItem(self.tr("Like the photo"), None)
        for depth in depths:
            self.depth_box.addItem(depth_title(depth), depth)
        select(self.depth_box, next((depth for depth in depths if int(depth) == self._wanted_bits), None))
        self.changed.emit()

    def _want_depth(self) -> None:
        """Remember what was chosen, for containers that have it."""
        self._wanted_bits = int(self.depth) if self.depth else 0
        self.changed.emit()


def container_titles() -> list[tuple[str, Container | None]]:
    """Every container, with what is written where none is asked for."""
    return [(tr("Like the photo, without loss (PNG or TIFF)"), None), *((kind.value, kind) for kind in Container)]


def depth_title(depth: Depth) -> str:
    """A depth as people call it."""
    is_float = depth is Depth.FLOAT
    return tr("32 bits, floating point") if is_float else tr("{0} bits").format(int(depth))


def profile_combo() -> ChoiceBox:
    """A list of the profiles that files can be written with."""
    own = (tr("Like the photo"), Profile.SOURCE)
    tip = tr("Colours that the profile has no room for are clipped, but in 32-bit files; grey photos become RGB")
    return combo([own, *((profile.title, profile) for profile in Profile if profile.title)], tip=tip)


def tr(text: str) -> str:
    return QCoreApplication.translate("FileChoice", text)
