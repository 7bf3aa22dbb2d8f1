"""One layer in the mixer: thumbnail, title, eye, Solo, Mute, amount, and its adjustments."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QMargins, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from engine.mix import LayerMix
from engine.spec import LayerSpec
from sils_gui.view.checkerboard import on_checkerboard
from sils_gui.view.names import layer_title
from sils_gui.view.theme import LAYER_COLORS, Theme, icon_to_light
from sils_gui.view.value_control import Scale, ValueControl

THUMBNAIL = QSize(72, 54)
MARGINS = QMargins(7, 7, 7, 7)
"""Inside of every strip, so that all sliders are in one line."""
AMOUNT = Scale(0, 200, 100, suffix=" %", factor=100, typed_high=400)


def adjustments() -> Sequence[tuple[str, str, Scale]]:
    """Field of the layer mix, title, range; in the order in which they are shown."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("LayerStrip", text)

    hundred = Scale(-100, 100, 0)
    return (
        ("exposure_ev", tr("Exposure"), Scale(-5, 5, 0, step=0.1, decimals=2, suffix=" EV")),
        ("temperature", tr("Temperature"), hundred),
        ("tint", tr("Tint"), hundred),
        ("saturation", tr("Saturation"), hundred),
        ("contrast", tr("Contrast"), Scale(0, 200, 100, suffix=" %", factor=100)),
        ("softness_px", tr("Softness"), Scale(0, 100, 0, suffix=" px")),
    )


class LayerStrip(QFrame):
    """Shows one layer mix. `edited(field, title, number, gesture)`; `looked`, `soloed` and `muted` are wishes.

    `controls` go by fields of the layer mix; those of the adjustments are made when they are first unfolded.
    """

    edited = Signal(str, str, float, int)
    looked = Signal()
    soloed = Signal()
    muted = Signal()
    touched = Signal()

    def __init__(self, index: int, layer: LayerSpec, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._layer = layer.name
        self.title = layer_title(layer.title)
        self.setAccessibleName(self.tr("Layer {0}: {1}").format(index + 1, self.title))
        self.thumbnail = QToolButton(objectName="thumbnail")
        self.thumbnail.setIconSize(THUMBNAIL)
        self.eye = _button(self.tr("Look at {0} alone ({1})").format(self.title, index + 1), "")
        self.set_theme(theme)
        self.solo = _button(self.tr("Solo: {0} only").format(self.title), "S")
        self.mute = _button(self.tr("Mute {0}").format(self.title), "M")
        self.controls: dict[str, ValueControl] = {}
        self.disclose = QToolButton(objectName="disclose", checkable=True, text=self.tr("Adjust"))
        self._arrange(LAYER_COLORS[index % len(LAYER_COLORS)])
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        """Draw the eye in other colours; the image follows when it is shown again."""
        self._theme = theme
        self.eye.setIcon(icon_to_light("eye-outline", theme))

    def show_mix(self, mix: LayerMix, is_solo: bool) -> None:
        """Show the numbers of a layer."""
        for field, control in self.controls.items():
            control.show_value(getattr(mix, field))
        self.mute.setChecked(not mix.visible)
        self.solo.setChecked(is_solo)
        changed = any(getattr(mix, field) != getattr(LayerMix(), field) for field, _, _ in adjustments())
        self.disclose.setText(self.tr("Adjust •") if changed else self.tr("Adjust"))

    def show_looking(self, *, is_looked: bool, is_current: bool) -> None:
        """Show whether the canvas shows this layer alone, and whether the keys that are for one layer are for this."""
        self.eye.setChecked(is_looked)
        if (self.property("looked"), self.property("current")) == (is_looked, is_current):
            return
        self.setProperty("looked", is_looked)
        self.setProperty("current", is_current)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleDescription(self.tr("Current layer") if is_current else "")
        for button, key in ((self.solo, " (S)"), (self.mute, " (M)")):
            name = button.toolTip().removesuffix(key)
            button.setToolTip(name + key if is_current else name)

    def show_image(self, image: QImage) -> None:
        """Show how the layer looks now."""
        self.thumbnail.setIcon(QIcon(thumbnail_of(image, THUMBNAIL, self._theme, self.devicePixelRatio())))

    def _connect(self) -> None:
        self.disclose.toggled.connect(self._unfold)
        for button, wish in (
            (self.thumbnail, self.looked),
            (self.eye, self.looked),
            (self.solo, self.soloed),
            (self.mute, self.muted),
        ):
            button.clicked.connect(wish)
            button.clicked.connect(self.touched)

    def _edit(self, field: str, name: str, value: float, gesture: int) -> None:
        self.touched.emit()
        self.edited.emit(field, name, value, gesture)

    def _unfold(self, unfolded: bool) -> None:
        if unfolded and self._adjustments.layout() is None:
            column = QVBoxLayout(self._adjustments)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(3)
            for field, name, scale in adjustments():
                column.addWidget(self._control(field, name, scale))
        self._adjustments.setVisible(unfolded)
        self.disclose.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)

    def _control(self, field: str, name: str, scale: Scale) -> ValueControl:
        control = ValueControl(name, scale)
        control.setObjectName(f"{self._layer} {field}")
        control.edited.connect(lambda value, gesture: self._edit(field, name, value, gesture))
        self.controls[field] = control
        return control

    def _arrange(self, color: str) -> None:
        name = QLabel(self.title)
        # Without `border: 0` Qt paints no border of a single side.
        name.setStyleSheet(f"border: 0; border-left: 4px solid {color}; padding-left: 5px; font-weight: 600;")
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(name, 1)
        for button in (self.eye, self.solo, self.mute):
            head.addWidget(button)
        self.thumbnail.setToolTip(self.eye.toolTip())
        self.thumbnail.setAccessibleName(self.eye.toolTip())
        self.thumbnail.setFixedSize(THUMBNAIL + QSize(4, 4))
        self.disclose.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.disclose.setArrowType(Qt.ArrowType.RightArrow)
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addLayout(head)
        beside.addWidget(self.disclose, 0, Qt.AlignmentFlag.AlignLeft)
        top = QHBoxLayout()
        top.addWidget(self.thumbnail)
        top.addLayout(beside, 1)
        self._adjustments = QWidget()
        self._adjustments.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGINS)
        whole.setSpacing(5)
        whole.addLayout(top)
        whole.addWidget(self._control("strength", self.tr("Amount"), AMOUNT))
        whole.addWidget(self._adjustments)


def thumbnail_of(image: QImage, size: QSize, theme: Theme, ratio: float) -> QPixmap:
    """The image inside a size in screen units, sharp on any screen, over a checkerboard where it is transparent."""
    fitted = image.scaled(size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    pixmap = QPixmap.fromImage(on_checkerboard(fitted, theme, ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _button(tip: str, letter: str) -> QToolButton:
    return QToolButton(objectName="small", checkable=True, toolTip=tip, accessibleName=tip, text=letter)
