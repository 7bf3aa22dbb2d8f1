"""The mixer: Balance, one strip for each layer, the residual; shows the current document's mix and edits it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.mix import Mix, balanced
from engine.spec import LayerSpec, SeparatorSpec
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.state.looking import Kind, Looking, Shown
from sils_gui.state.mixing import balance_of, has_balance, is_solo, with_mute_turned
from sils_gui.view.layer_strip import LayerStrip, adjustments
from sils_gui.view.mix_strips import BalanceStrip, ResidualStrip
from sils_gui.view.names import layer_title
from sils_gui.view.theme import Theme
from sils_gui.view.value_control import ValueControl, align
from sils_gui.work.jobs import Jobs
from sils_gui.work.previewing import Previewing


class Mixer(QScrollArea):
    """Strips from top to bottom, any number of them; which are unfolded, how far it is scrolled, and the focus stay."""

    def __init__(
        self,
        desk: Desk,
        looking: Looking,
        previewing: Previewing,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._looking, self._previewing, self._jobs, self._theme = desk, looking, previewing, jobs, theme
        self._followed: Document | None = None
        self._unfolded: set[str] = set()
        self._scrolled_px = 0
        self._built_for: object = None
        self.strips: list[LayerStrip] = []
        self.hint: QLabel | None = None
        self.balance: ValueControl | None = None
        self.residual: ValueControl | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tell_of_strips_alone()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes from strip to strip, which scrolls by itself
        desk.current_changed.connect(self._follow)
        looking.changed.connect(self._show_looking)
        previewing.overview_changed.connect(self._show_overview)
        jobs.changed.connect(self._show_hint)
        self._follow()

    def set_theme(self, theme: Theme) -> None:
        """Draw the strips in other colours."""
        self._theme = theme
        for strip in self.strips:
            strip.set_theme(theme)
        self._show_overview()

    def toggle_solo(self, index: int) -> None:
        """Only this layer, or again those that were seen before."""
        self._turn(index, lambda document, mix: document.soloing.turned(mix, index), self.tr("Solo {0}"))

    def toggle_mute(self, index: int) -> None:
        """This layer off, or on again."""
        self._turn(index, lambda _, mix: with_mute_turned(mix, index), self.tr("Mute {0}"))

    def _tell_of_strips_alone(self) -> None:
        """Have assistive technology told of no scroll bar, whose holder Qt knows by this name.

        It is a child only while it is seen, and Qt crashes when it is asked for a child that has just gone.
        """
        for holder in self.findChildren(QWidget, "qt_scrollarea_vcontainer"):
            holder.setObjectName("")

    def _follow(self) -> None:
        if self._followed is not None and self._followed in self._desk.documents:
            self._followed.mix_changed.disconnect(self._show_mix)
            self._followed.separation_changed.disconnect(self._renew)
        self._followed = self._desk.current
        if self._followed is not None:
            self._followed.mix_changed.connect(self._show_mix)
            self._followed.separation_changed.connect(self._renew)
        self._build()

    def _renew(self) -> None:
        """Strips of the same layers stay: a number may be typed there now, or a slider dragged."""
        document = self._desk.current
        if document is None or document.separation is None or _shape(document.separation.spec) != self._built_for:
            self._build()

    def _build(self) -> None:
        if self.strips:
            self._scrolled_px = self.verticalScrollBar().value()
        focused = next((each.objectName() for each in self.findChildren(ValueControl) if each.has_focus), "")
        self.strips, self.hint, self.balance, self.residual, self._built_for = [], None, None, None, None
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        document = self._desk.current
        if document is None or document.separation is None:
            self.hint = QLabel(objectName="faint", wordWrap=True)
            column.addWidget(self.hint)
        else:
            spec = document.separation.spec
            self._built_for = _shape(spec)
            if has_balance(spec):
                column.addWidget(self._balance(spec))
            for index, layer in enumerate(spec.layers):
                self.strips.append(self._strip(index, layer))
                self._keep_unfolded(self.strips[-1], layer.name)
                column.addWidget(self.strips[-1])
            column.addWidget(self._residual())
            self._align(content)
        column.addStretch(1)
        self.setWidget(content)
        self.setMinimumWidth(max(330, content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()))
        if self.strips:
            self._scroll_back(content)
        if focused and (control := content.findChild(ValueControl, focused)):
            control.slider.setFocus()  # no digit that is typed on becomes the number of another layer
        self._show_hint()
        self._show_mix()
        self._show_looking()
        self._show_overview()

    def _keep_unfolded(self, strip: LayerStrip, name: str) -> None:
        strip.disclose.setChecked(name in self._unfolded)
        strip.disclose.toggled.connect(
            lambda unfolded: self._unfold(name) if unfolded else self._unfolded.discard(name)
        )

    def _unfold(self, name: str) -> None:
        self._unfolded.add(name)
        self._align(self.widget())
        self._show_mix()

    def _align(self, content: QWidget) -> None:
        """Leave room for adjustments that are not made yet, so that nothing moves when they are unfolded."""
        align(content.findChildren(ValueControl), later=[(name, scale) for _, name, scale in adjustments()])

    def _scroll_back(self, content: QWidget) -> None:
        content.resize(self.viewport().width(), content.sizeHint().height())  # else the bar knows its length too late
        self.verticalScrollBar().setValue(self._scrolled_px)

    def _show_hint(self) -> None:
        """What is here in the place of strips."""
        if self.hint is None:
            return
        if self._desk.current is not None and self._jobs.is_at_work(self._desk.current):
            self.hint.setText(self.tr("The layers of this photo are being made."))
        else:
            self.hint.setText(self.tr("Press Separate to see the layers of this photo and mix them here."))

    def _strip(self, index: int, layer: LayerSpec) -> LayerStrip:
        strip = LayerStrip(index, layer, self._theme)
        strip.edited.connect(lambda field, name, value, gesture: self._edit(index, field, name, value, gesture))
        strip.looked.connect(lambda: self._looking.show_picture(Shown(Kind.LAYER, index)))
        strip.soloed.connect(lambda: self.toggle_solo(index))
        strip.muted.connect(lambda: self.toggle_mute(index))
        strip.touched.connect(lambda: self._looking.set(layer=index))
        return strip

    def _balance(self, spec: SeparatorSpec) -> BalanceStrip:
        strip = BalanceStrip(*(layer_title(spec.layers[index].title) for index in (1 - spec.base, spec.base)))
        strip.control.setObjectName("balance")
        strip.control.edited.connect(self._edit_balance)
        self.balance = strip.control
        return strip

    def _residual(self) -> ResidualStrip:
        strip = ResidualStrip()
        strip.control.setObjectName("residual")
        strip.control.edited.connect(self._edit_residual)
        self.residual = strip.control
        return strip

    def _turn(self, index: int, turned: Callable[[Document, Mix], Mix], text: str) -> None:
        document = self._desk.current
        if document is not None and document.mix is not None and index < len(document.mix.layers):
            document.edit(turned(document, document.mix), text.format(self.strips[index].title))

    def _edit(self, index: int, field: str, name: str, value: float, gesture: int) -> None:
        document = self._desk.current
        if document is not None and document.mix is not None:
            mix = document.mix.with_layer(index, **{field: value})
            document.edit(mix, f"{self.strips[index].title}: {name}", gesture)

    def _edit_balance(self, value: float, gesture: int) -> None:
        document = self._desk.current
        if document is not None and document.mix is not None and document.separation is not None:
            document.edit(balanced(document.mix, document.separation.spec, value), self.tr("Balance"), gesture)

    def _edit_residual(self, value: float, gesture: int) -> None:
        document = self._desk.current
        if document is not None and document.mix is not None:
            document.edit(Mix(layers=document.mix.layers, residual=value), self.tr("Residual"), gesture)

    def _show_mix(self) -> None:
        document = self._desk.current
        if document is None or document.mix is None or document.separation is None or not self.strips:
            return
        for index, strip in enumerate(self.strips):
            strip.show_mix(document.mix.layers[index], is_solo(document.mix, index))
        if self.balance is not None:
            self.balance.show_value(balance_of(document.mix, document.separation.spec))
        if self.residual is not None:
            self.residual.show_value(document.mix.residual)

    def _show_looking(self) -> None:
        shown = self._looking.looked_at
        for index, strip in enumerate(self.strips):
            strip.show_looking(is_looked=shown == Shown(Kind.LAYER, index), is_current=index == self._looking.layer)

    def _show_overview(self) -> None:
        overview = self._previewing.overview
        document = self._desk.current
        if overview is None or document is None or overview.serial != document.serial:
            return
        for index, strip in enumerate(self.strips):
            image = overview.images.get(Shown(Kind.LAYER, index))
            if image is not None:
                strip.show_image(image)


def _shape(spec: SeparatorSpec) -> tuple[object, ...]:
    """What strips are built from."""
    return spec.layers, spec.base, has_balance(spec)
