/** Mails as other tools make them, written for these tests. */

/** Tables in tables, Outlook's own parts, a preview line, icons, a pixel, a bulletproof button, links of the tool. */
export const NEWSLETTER = `<!doctype html>
<html xmlns:v="urn:schemas-microsoft-com:vml">
<head>
  <title>Not shown</title>
  <style>.mcnButton { color: red } @import url(https://evil.example/style.css);</style>
  <link rel="stylesheet" href="https://evil.example/more.css">
  <!--[if mso]><xml><o:AllowPNG/></xml><![endif]-->
</head>
<body bgcolor="#eeeeee" style="margin:0">
<div style="display:none;max-height:0;overflow:hidden">A preview line&zwnj;&nbsp;&zwnj;&nbsp;</div>
<p><a href="*|ARCHIVE|*">View this email in your browser</a></p>
<!--[if mso]><table width="600"><tr><td>Outlook only<![endif]-->
<table width="100%" role="presentation"><tbody><tr><td align="center">
  <table width="600"><tr>
    <td><a href="https://council.example/"><img src="http://images.example/logo.png" width="200" alt="The council"></a></td>
    <td><h1 style="font-weight:bold">The vote is&nbsp;on
      Thursday</h1></td>
  </tr><tr><td colspan="2">
    Dear *|FNAME|*,<br><br>
    The <b>whole</b> council <span style="font-style:italic">votes</span> on
    <a style="text-decoration:underline" href="https://council.example/agenda?id=1&amp;from=mail">the <strong>agenda</strong></a>.<br>
    Come early, {{given_name|friend}} of *|<span>CITY</span>|*.
    <ul><li>Bring a friend</li><li><p>Bring water</p><ol><li>cold</li><li>warm</li></ol></li></ul>
    <blockquote><p>We were never asked.</p></blockquote>
    <table><tr><td bgcolor="#aa3300" style="border-radius:4px"><a href="https://council.example/come">I will come</a></td></tr></table>
    <a class="mcnButton" href="https://council.example/write">Write to them</a>
    <hr>
    <a role="button" href="https://council.example/give" style="background-color:#003366;color:#fff;mso-hide:all">Give</a>
    <h5>Also</h5>
    <p><a href="tel:+16175550123">Call us</a> or <a href="mailto:us@council.example">write</a>.</p>
    <a href="https://social.example/us"><img src="https://images.example/f.png" width="24" height="24" alt="Our page"></a>
  </td></tr></table>
</td></tr></tbody></table>
<p>You get this as a member. <a href="*|UNSUB|*">Unsubscribe from this list</a> or
  <a href="*|UPDATE_PROFILE|*">update your preferences</a>.</p>
<img src="https://evil.example/track/open.php?u=1" width="1" height="1" alt="">
</body></html>`;

/** Everything that would run, load, lead astray or break the reading. */
export const HOSTILE = `<base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/away">
<script>window.hurt = 'script'; alert(1)</script><script src="https://evil.example/x.js"></script>
<h2 onclick="alert(2)">Still <script>alert(3)</script>readable</h2>
<img src="https://evil.example/none.png" width="1" onerror="window.hurt = 'onerror'; alert(4)">
<img src=x onerror="alert(5)"><img src="data:image/png;base64,iVBORw0KGgo=" alt="inside"><img src="cid:part1">
<svg onload="alert(6)"><a xlink:href="javascript:alert(7)"><text>drawn</text></a></svg>
<iframe src="https://evil.example/frame" srcdoc="<script>alert(8)</script>"></iframe>
<video autoplay src="https://evil.example/v.mp4"></video><object data="https://evil.example/o"></object>
<p><a href="javascript:alert(9)">one</a> <a href="  jAvA&#10;script:alert(10)">two</a>
<a href="data:text/html,<script>alert(11)</script>">three</a> <a href="https://bank.example@evil.example/">four</a>
<a href="/relative">five</a> <a class="btn" href="vbscript:x">six</a></p>
<form action="https://evil.example/take"><label>Your card</label><input name="card" autofocus onfocus="alert(12)"><button>Pay</button>
<p>Words in the form</p></form>
<p>&lt;script&gt;alert(13)&lt;/script&gt; is text</p>
<table><thead><tr><th>Town</th><th>Votes</th></tr></thead><tr><td>Lynn</td><td>12</td></tr></table>
<noscript><img src="https://evil.example/n.gif" height="1"></noscript>
<template><p>never</p></template><math><mi>x</mi></math>
<![if !mso]><p>Not for Outlook</p><![endif]>
${'<ul><li>deep'.repeat(30)}${'</li></ul>'.repeat(30)}
<p style="text-decoration:${'text-decoration:'.repeat(2_000)}">end<![CDATA[ x ]]>`;
