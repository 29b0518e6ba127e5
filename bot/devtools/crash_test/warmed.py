"""Loaded once by the process that others are forked from: the code, the forms and the readers, and no file, socket or thread."""

from __future__ import annotations

import uvicorn.loops.auto
import uvicorn.protocols.http.auto

import bot.channels.telegram.ptb
import language
from bot.devtools.crash_test import target
from handlers.engine.catalogue import catalogue
from handlers.engine.words import recognise

__all__ = ["bot", "target", "uvicorn"]

language.read_need("想贷款买设备")
recognise("确任", ("确认",))
catalogue()
