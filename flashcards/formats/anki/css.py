"""How a card looks in Anki, on a desk and on a phone, by day and by night: as the terminal shows it.

Anki's own colours stay; what is dim is dim by opacity. On the back of a list the answer takes the place of the gap:
front and reply lose their boxes (``display: contents``), and what was in them is put in order in one column.
"""

CSS = """\
.card {
  max-width: 36em;
  margin: 0 auto;
  padding: 1.2em;
  font-family: "Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif;
  font-size: 20px;
  line-height: 1.6;
  text-align: left;
  word-break: keep-all;
  overflow-wrap: anywhere;
  -webkit-text-size-adjust: 100%;
}
.sheet, .face { display: flex; flex-direction: column; }
.context { order: -2; margin-bottom: 0.8em; font-size: 0.75em; opacity: 0.65; }
.asked { order: -1; margin-bottom: 0.5em; }
.question { display: inline; font-weight: 600; }
.cue { display: inline; font-size: 0.8em; white-space: nowrap; opacity: 0.65; }
.cue::before { content: " "; white-space: normal; }
.why-face .cue { display: block; margin: 0.5em 0 0; font-size: 1em; font-weight: 600; opacity: 1; }
.hint { opacity: 0.65; }
.gap, .cloze, .why-face .cue { font-weight: 600; color: #8a5200; }
.answer, .back .cloze { color: #14693a; }
.later { opacity: 0.5; }
p { margin: 0 0 0.4em; }
ol, ul { margin: 0; padding: 0; }
li { margin: 0 0 0.4em 1.5em; }
ul > .gap { list-style-type: "▸\\2002"; }
hr#answer { width: 100%; height: 0; margin: 0.9em 0; border: 0; border-top: 1px solid; background: none; opacity: 0.2; }
.details { margin-top: 0.8em; font-size: 0.85em; }
.details:first-child { margin-top: 0; }
.whole { margin-top: 0.8em; font-size: 0.85em; opacity: 0.65; }
.extra { margin-top: 1.2em; padding-left: 0.9em; border-left: 3px solid rgba(128, 128, 128, 0.4); font-size: 0.85em; }
.plans li { margin-left: 0; list-style: none; }
.date { opacity: 0.65; }
.source { margin-top: 2em; font-size: 0.7em; opacity: 0.65; }
pre { margin: 0.5em 0; padding: 0.6em 0.8em; border-radius: 0.3em; background: rgba(128, 128, 128, 0.14); }
pre { white-space: pre-wrap; text-align: left; }
code { font-family: "D2Coding", "SF Mono", Menlo, Consolas, monospace; font-size: 0.9em; }
:not(pre) > code { padding: 0.1em 0.3em; border-radius: 0.25em; background: rgba(128, 128, 128, 0.16); }
.back .list-face, .back .list-face > ol, .back .list-face > ul, .back .list-face ~ .reply { display: contents; }
.back .list-face ~ hr, .back .later { display: none; }
.back .list-face li, .rest { opacity: 0.65; }
.back .list-face .gap { order: 1; margin-bottom: -1.6em; opacity: 1; color: transparent; }
.back .list-face .gap::marker { color: #14693a; }
.back .list-face ~ .reply > .answer { order: 2; margin: 0 0 0.4em 1.5em; font-weight: 600; }
.back .list-face .gap ~ li { order: 3; }
.back .list-face ~ .reply > .rest { order: 4; }
.back .list-face ~ .reply > .details, .back .list-face ~ .reply > .whole { order: 5; }
.back .list-face ~ .extra { order: 6; }
.back .list-face ~ .source { order: 7; }
.nightMode .gap, .nightMode .cloze, .nightMode .why-face .cue { color: #f3bf6a; }
.nightMode .answer, .nightMode .back .cloze, .nightMode .back .list-face .gap::marker { color: #8ed6a4; }
.nightMode .back .list-face .gap { color: transparent; }
.mobile .card, .mobile.card { padding: 0.7em; font-size: 18px; }
"""
