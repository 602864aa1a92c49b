"""How the page looks: one style sheet for phone, desk and paper, light and dark. It names fonts and loads none."""

SHEET = """
:root{color-scheme:light dark;--page:#fbfaf7;--ink:#24272c;--dim:#646a73;--line:#e5e2db;--soft:#f2f0ea;
--learned:#2f7d5b;--lapsed:#b25e13;--learning:#5f8fb8;--new:#c6c9ce;--retired:#8b8496;--applied:#7a5ea8}
@media(prefers-color-scheme:dark){:root{--page:#15171b;--ink:#e2e4e8;--dim:#9aa1ab;--line:#2c3037;--soft:#1d2025;
--learned:#5dbb8e;--lapsed:#e0974f;--learning:#7aa9d2;--new:#555b64;--retired:#8d86a0;--applied:#ab8fdb}}
*{box-sizing:border-box;margin:0;padding:0}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{background:var(--page);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,
"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR","Noto Sans CJK KR","Nanum Gothic",sans-serif;
overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
:lang(ko){word-break:keep-all;line-break:strict}
main{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.25;font-weight:650;letter-spacing:-.01em}
h2{font-size:1.3rem;line-height:1.35;font-weight:650}
h3{font-size:.9rem;font-weight:500;color:var(--dim);margin:2rem 0 0}
h4{font-size:1.02rem;line-height:1.5;font-weight:600;margin:1.25rem 0 .25rem}
ul,ol{list-style:none}
a{color:inherit;text-decoration-color:var(--line);text-underline-offset:.2em}
.dim,.why,.marks,figcaption,footer{color:var(--dim);font-size:.86rem}
section{margin-top:3rem;padding-top:1.5rem;border-top:1px solid var(--line)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;margin:1.75rem 0}
.tiles div{background:var(--soft);border-radius:.6rem;padding:.8rem 1rem;display:flex;flex-direction:column}
.tiles dt{color:var(--dim);font-size:.82rem;order:2;line-height:1.4}
.tiles dd{font-size:1.6rem;line-height:1.3;font-weight:600}
.tiles small{font-size:.95rem;font-weight:400;color:var(--dim)}
.bar{display:block;width:100%;height:.55rem;border-radius:.3rem;background:var(--line);margin:.5rem 0 .35rem}
.bar.thin{height:.25rem;margin:0 0 .35rem}
.keys{display:flex;flex-wrap:wrap;gap:.1rem 1rem;color:var(--dim);font-size:.86rem}
.keys li::before,.status::before{content:"";display:inline-block;width:.55em;height:.55em;border-radius:50%;
background:var(--tone);margin-right:.45em;vertical-align:.05em}
.learned{--tone:var(--learned)}.lapsed{--tone:var(--lapsed)}.learning{--tone:var(--learning)}.new{--tone:var(--new)}
.retired{--tone:var(--retired)}.applied{--tone:var(--applied)}
rect{fill:var(--tone)}
.weeks{display:grid;grid-template-columns:auto 1fr;gap:.3rem .6rem;margin:2rem 0 0}
.weeks figcaption{grid-column:1/3;margin-bottom:.5rem}
.weeks svg{width:100%;height:9rem;overflow:visible}
.weeks path{stroke:var(--line);vector-effect:non-scaling-stroke}
.weeks polygon{fill:var(--learned);opacity:.14}
.weeks polyline{fill:none;stroke:var(--learned);stroke-width:2;stroke-linejoin:round;vector-effect:non-scaling-stroke}
.ticks,.dates{display:flex;justify-content:space-between;color:var(--dim);font-size:.76rem;line-height:1}
.ticks{flex-direction:column;text-align:right;margin:-.38em 0}
.dates{grid-column:2;flex-wrap:wrap;gap:.2rem}
.list{margin-top:.75rem}
.list>li{padding:.6rem 0;border-top:1px solid var(--line)}
.list>li:first-child{border-top:0}
.row{display:flex;justify-content:space-between;gap:1rem}
.row>span{flex:none;color:var(--dim);font-size:.86rem}.recall{white-space:nowrap}.row>.slips,.slips{color:var(--lapsed)}
.tip{padding:.55rem 0;display:grid;grid-template-columns:6.2rem 1fr;column-gap:.9rem}
.status{font-size:.86rem;color:var(--dim);line-height:1.85}
.status small{display:block;font-size:.8rem;line-height:1.45;padding-left:1.25em}
.text ul,.text ol{padding-left:1.2em;list-style:disc}
.text ol{list-style:decimal}
.text pre{white-space:pre-wrap;background:var(--soft);border-radius:.4rem;padding:.5rem .7rem;font-size:.88rem}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"D2Coding",monospace;font-size:.92em}
.tip.retired .text{color:var(--dim)}
.marks{border-left:2px solid var(--line);margin-top:.3rem;padding-left:.7rem}
.marks q{color:var(--ink);quotes:none}
footer{margin-top:3.5rem;padding-top:1.25rem;border-top:1px solid var(--line)}
@media(max-width:34rem){main{padding:1.5rem 1rem 3rem}h1{font-size:1.45rem}.tip{display:block}
.status{display:flex;flex-wrap:wrap;column-gap:.5rem;align-items:baseline}.status::before{margin-right:-.05em}
.status small{padding:0;display:inline}.tiles{grid-template-columns:1fr 1fr}.weeks svg{height:7rem}}
@media print{:root{color-scheme:light;--page:#fff;--ink:#000;--dim:#444;--line:#ccc;--soft:#fff;
--learned:#2f7d5b;--lapsed:#b25e13;--learning:#5f8fb8;--new:#c6c9ce;--retired:#8b8496;--applied:#7a5ea8}
@page{margin:16mm 15mm}body{font-size:10.5pt;line-height:1.45}main{max-width:none;padding:0}
.tiles div{border:1px solid var(--line)}.bar,.status::before,.keys li::before{print-color-adjust:exact;
-webkit-print-color-adjust:exact}section{margin-top:1.5rem}h1,h2,h3,h4{break-after:avoid}
.tip,.list>li,.weeks,.tiles,.head{break-inside:avoid}p{orphans:3;widows:3}a{text-decoration:none}}
""".replace("\n", "")
