"""The style sheet's text; its places are filled by the theme and hold every colour and size."""

SHEET = """
* { font-family: "$family"; font-size: $body; color: $ink; }
QWidget#window, QWidget[room="true"], QStackedWidget { background: $ground; }
QLabel { background: transparent; }
QLabel[type="small"] { font-size: $small; color: $quiet; }
QLabel[type="quiet"] { color: $quiet; }
QLabel[type="strong"] { font-size: $strong; font-weight: 700; }
QLabel[type="large"] { font-size: $large; font-weight: 700; }
QLabel[type="title"] { font-size: $title; font-weight: 700; }
QLabel[type="digits"] { font-size: $digits; font-weight: 700; }
QLabel[type="huge"] { font-size: $huge; font-weight: 700; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="warm"] { color: $warm; }
QLabel[tone="quiet"] { color: $quiet; }

QFrame[card="true"] { background: $surface; border: $edge solid $line; border-radius: $radius; }
QFrame[card="raised"] { background: $raised; border: $edge solid $line; border-radius: $radius; }
QFrame[card="accent"] { background: $accent_soft; border: $edge solid $accent; border-radius: $radius; }
QFrame[card="true"]:focus { border: 3px solid $focus; }
QFrame[card="accent"] QLabel { color: $on_accent_soft; }
QFrame[card="warm"] { background: $warm_soft; border: $edge solid $warm; border-radius: $radius; }
QFrame[card="warm"] QLabel { color: $on_warm_soft; }
QFrame[rule="true"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QPushButton { background: $surface; color: $ink; border: $edge solid $line; border-bottom: 3px solid $line;
  border-radius: $radius; padding: 6px 16px; min-height: $touch; font-weight: 700; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $accent_soft; color: $on_accent_soft; border-bottom-width: 1px; }
QPushButton:checked { background: $accent_soft; color: $on_accent_soft; border-color: $accent; }
QPushButton:disabled { color: $quiet; background: $ground; border-color: $line; }
QPushButton:focus { border: 3px solid $focus; padding: 4px 14px; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent;
  font-size: $strong; }
QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed { background: $on_accent_soft;
  color: $accent_soft; }
QPushButton[role="primary"]:disabled { background: $ground; color: $quiet; border-color: $line; }
QPushButton[role="primary"]:focus { border-color: $focus; }
QPushButton[role="danger"] { color: $danger; border-color: $danger; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: $accent; }
QPushButton[role="quiet"]:hover { border-color: $line; }
QPushButton[role="quiet"]:disabled { color: $quiet; }
QPushButton[role="quiet"]:focus { border-color: $focus; }
QPushButton[role="key"] { font-size: $large; padding: 2px; }
QPushButton[role="note"] { font-size: $strong; }
QPushButton[role="tab"] { padding: 6px 4px; }
QPushButton[role="tab"]:focus { padding: 4px 2px; }
QPushButton[role="swatch"] { padding: 2px; }
QPushButton[size="big"] { font-size: $large; min-height: $tall; }
QFrame#bar QPushButton { background: transparent; color: $on_bar; border: 1px solid $on_bar; }
QFrame#bar QPushButton:focus { border: 3px solid $focus; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit { background: $surface; color: $ink;
  border: 2px solid $line; border-radius: 8px; padding: 4px 12px; min-height: $touch;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
  border: 3px solid $focus; padding: 3px 11px; }
QLineEdit[size="big"] { font-size: $large; }
QLineEdit[size="digits"] { font-size: $title; font-weight: 700; }
QLineEdit[wrong="true"] { border-color: $danger; }
QLineEdit:disabled { background: $ground; color: $quiet; }
QComboBox::drop-down { width: 40px; border: none; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $line;
  selection-background-color: $accent; selection-color: $on_accent; }
QCheckBox, QRadioButton { spacing: 12px; min-height: 44px; background: transparent; border-radius: 8px;
  border: 3px solid transparent; padding-left: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 3px solid $focus; }
QCheckBox::indicator, QRadioButton::indicator { width: 28px; height: 28px; border: 2px solid $quiet;
  border-radius: 6px; background: $surface; }
QRadioButton::indicator { border-radius: 16px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: $accent; border-color: $accent; }

QScrollArea, QAbstractScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QPlainTextEdit { background: $surface; border: 2px solid $line; }
QPlainTextEdit:focus { border: 3px solid $focus; }
QListView, QTableView { background: $surface; border: $edge solid $line; border-radius: $radius;
  outline: none; padding: 2px; selection-background-color: $accent_soft;
  selection-color: $on_accent_soft;
  gridline-color: $line; alternate-background-color: $raised; }
QListView:focus, QTableView:focus { border: 3px solid $focus; padding: 0; }
QHeaderView::section { background: $raised; color: $quiet; border: none; padding: 8px 10px;
  border-bottom: $edge solid $line; font-size: $small; }
QTableView::item { padding: 6px 10px; }
QTableCornerButton::section { background: $raised; border: none; }
QScrollBar:vertical { background: transparent; width: 16px; margin: 2px; }
QScrollBar::handle:vertical { background: $line; border-radius: 6px; min-height: 48px; }
QScrollBar:horizontal { background: transparent; height: 16px; margin: 2px; }
QScrollBar::handle:horizontal { background: $line; border-radius: 6px; min-width: 48px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $raised; border: $edge solid $line; border-radius: 8px; min-height: 24px;
  text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 7px; }

QFrame#bar, QFrame#bar QLabel, QFrame#rail { background: $bar; color: $on_bar; border: none; }
QFrame#bar QLabel[type="small"] { color: $on_bar; }
QFrame#bar[training="true"], QFrame#bar[training="true"] QLabel { background: $training;
  color: $on_training; }
QFrame[banner="good"] { background: $accent_soft; border-left: 8px solid $accent; }
QFrame[banner="note"] { background: $raised; border-left: 8px solid $quiet; }
QFrame[banner="warning"] { background: $warm_soft; border-left: 8px solid $warm; }
QFrame[banner="trouble"] { background: $danger_soft; border-left: 8px solid $danger; }
QFrame[banner="good"] QLabel { color: $on_accent_soft; }
QFrame[banner="warning"] QLabel { color: $on_warm_soft; }
QFrame[banner="trouble"] QLabel { color: $on_danger_soft; }
QToolTip { background: $bar; color: $on_bar; border: none; padding: 6px; }
QMenu { background: $surface; color: $ink; border: 1px solid $line; }
"""
