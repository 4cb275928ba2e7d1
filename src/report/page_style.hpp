// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace coopgraph::detail {

/// The style of the page but for that of its figures. Text and background keep a contrast of 7 to 1 or more, small print 5 to 1.
inline constexpr const char* page_style =
    ":root{color-scheme:light}"
    "body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:75rem;margin:0 auto;padding:0 1rem 3rem}"
    "h1{font-size:1.6rem;line-height:1.25;margin:1.2rem 0 .4rem}"
    "h2{font-size:1.25rem;margin:2.2rem 0 .4rem}"
    ".part{margin:3rem 0 -1.6rem;padding-top:.6rem;border-top:3px solid #0072b2;font-weight:700;color:#00507d}"
    "a{color:#00507d}a:focus-visible,button:focus-visible,[tabindex]:focus-visible{outline:3px solid #d55e00;outline-offset:2px}"
    ".skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.3rem .6rem}"
    "nav ol{columns:2 18rem;padding-left:1.4rem;margin:.6rem 0}nav li{break-inside:avoid;margin-bottom:.5rem}"
    "nav li a{display:inline-block;padding:.15rem .7rem .15rem 0}nav li span{font-weight:600;display:block}"
    ".wide{overflow-x:auto;margin:.8rem 0 .2rem}table{border-collapse:collapse;font-size:.9rem}"
    "caption{text-align:left;font-weight:600;padding:.3rem 0}"
    "th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top}th{background:#f3f3f3}"
    ".tall{max-height:34rem;overflow:auto}.tall thead th{position:sticky;top:0}.see{font-size:.9rem}"
    "th button{all:unset;cursor:pointer;display:inline}th button:focus-visible{outline:3px solid #d55e00}"
    "th[aria-sort=ascending] button::after{content:\" \\25b2\"}th[aria-sort=descending] button::after{content:\" \\25bc\"}"
    ".long{min-width:8rem}.n{text-align:right;font-variant-numeric:tabular-nums}.note{color:#555;font-size:.9rem;margin:.3rem 0}"
    "code{overflow-wrap:anywhere}figure{margin:1rem 0}figure svg{max-width:36rem}figure.middle svg{max-width:46rem}"
    "figure.large svg{max-width:62rem;min-width:40rem}figcaption{font-size:.9rem;color:#555}"
    "@media(max-width:600px){body{padding:0 .6rem 2rem}nav ol{columns:1}table{font-size:.8rem}.long{min-width:13rem}"
    ".mid{min-width:6.5rem}}"
    "@media print{body{font-size:10pt;max-width:none;padding:0}nav,.skip{display:none}"
    ".wide,.tall{overflow:visible;max-height:none}figure.large svg{min-width:0}"
    "table{font-size:7.5pt}h2,.part,caption{break-after:avoid}figure,tr{break-inside:avoid}a{color:inherit;text-decoration:none}"
    "thead{display:table-header-group}}";

}  // namespace coopgraph::detail
