"""Colours pieces of TypeScript as nbconvert colours a lesson's code: a JSON list of texts in, a list of HTML out.

It reads bytes, which JSON takes for UTF-8, and writes ASCII: what encoding Python has for its streams does not matter.
"""

import json
import sys

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import TypeScriptLexer

formatter = HtmlFormatter(nowrap=True)
lexer = TypeScriptLexer()
json.dump([highlight(text, lexer, formatter) for text in json.load(sys.stdin.buffer)], sys.stdout, ensure_ascii=True)
