"""Rosters as the notice asks for them: 附件3 and 附件4 of 中小企通〔2023〕8号, as Word, Excel and CSV."""
