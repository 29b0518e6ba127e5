"""What names of people are made of."""

from language.lexicon import any_of, words_of

SURNAME = rf"(?:{any_of('double_surnames')}|[{''.join(words_of('surnames'))}])"
USUAL = "".join(words_of("usual_surnames"))
GIVEN = f"[{''.join(words_of('given_names'))}]"
RARE = rf"(?:(?![{''.join(words_of('dialect_characters'))}])[\u3400-\u4dbf\U00020000-\U000323af])"
"""A character that hardly stands anywhere but in a name."""
TITLE = any_of("spoken_titles")
SHORT_TITLE = (
    r"总(?![共结部额量体之算数和计价产目面公监长装的])"
    r"|工(?![人作资伤程厂业龄种会具艺商序期地价费时位信装学友钱头牌])"
    r"|[董姐哥叔嫂姨伯](?![\u4e00-\u9fff]?[事妹弟])"
)
