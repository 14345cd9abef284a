"""Headers, cache rules and redirects written for hosts that read `_headers`/`_redirects`, for nginx and for Caddy."""

from __future__ import annotations

from collections.abc import Mapping

from wenku.publish.headers import HASHED_CACHE, HASHED_PATHS, PAGE_CACHE

NGINX_HEADERS, NGINX_REDIRECTS, CADDY = "nginx-headers.conf", "nginx-redirects.map", "caddy.conf"
"""Files of a release that the servers' own configuration includes."""
_FOLDERS = ("/assets/*", "/zh-Hant/assets/*", "/en/assets/*", "/search/c/*", "/search/t/*", "/search/x/*")


def underscore_headers(headers: Mapping[str, str]) -> str:
    """Return `_headers`. Hosts join headers of several matching rules: so no rule sets a header that another one sets."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in headers.items())]
    for folder in _FOLDERS:
        lines += [folder, f"  Cache-Control: {HASHED_CACHE}"]
    return "\n".join([*lines, "/*.html", f"  Cache-Control: {PAGE_CACHE}", ""])


def underscore_redirects(redirects: Mapping[str, str]) -> str:
    """Return `_redirects`."""
    return "".join(f"/{old} /{new} 301\n" for old, new in sorted(redirects.items()))


def release_files(headers: Mapping[str, str], redirects: Mapping[str, str]) -> dict[str, str]:
    """Return the parts of the servers' configuration that belong to a release, by name."""
    moved = sorted(redirects.items())
    nginx = [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    caddy = ["header {", *(f'\t{name} "{value}"' for name, value in headers.items()), "}", *(f"redir /{old} /{new} 301" for old, new in moved)]
    return {
        NGINX_HEADERS: "\n".join([*nginx, "add_header Cache-Control $wenku_cache always;", ""]),
        NGINX_REDIRECTS: "".join(f"/{old} /{new};\n" for old, new in moved),
        CADDY: "\n".join([*caddy, ""]),
    }


def nginx(live: str) -> str:
    """Return a site for nginx that serves the folder `live` (…/current), to be included in its http block."""
    return f"""# 基层文库：放进 /etc/nginx/conf.d/ 或者 sites-enabled/，改好 listen 和 server_name，运行 nginx -t 再重新加载。
map $uri $wenku_cache {{
    default "{PAGE_CACHE}";
    "~{HASHED_PATHS}" "{HASHED_CACHE}";
}}
map $uri $wenku_moved {{
    default "";
    include {live}/{NGINX_REDIRECTS};
}}
server {{
    listen 80;
    server_name _;
    root {live}/site;
    index index.html;
    charset utf-8;
    charset_types text/html text/css text/plain application/javascript application/json text/markdown text/calendar;
    server_tokens off;
    etag on;
    gzip_static on;
    # 装了 brotli 模块（Debian：libnginx-mod-http-brotli-static）再去掉下一行的井号
    # brotli_static on;
    include {live}/{NGINX_HEADERS};
    error_page 404 /404.html;
    if ($wenku_moved) {{ return 301 $wenku_moved; }}
    location ~ \\.md$ {{ types {{ }} default_type text/markdown; }}
    location ~ \\.ics$ {{ types {{ }} default_type text/calendar; }}
    location ~ ^/_ {{ return 404; }}
}}
"""


def caddy(live: str) -> str:
    """Return a Caddyfile that serves the folder `live` (…/current)."""
    return f"""# 基层文库：改好第一行的地址。没有域名的内网写 http://:80
http://:80 {{
	root * {live}/site
	import {live}/{CADDY}
	@hashed path_regexp `{HASHED_PATHS}`
	@others not path_regexp `{HASHED_PATHS}`
	header @hashed Cache-Control "{HASHED_CACHE}"
	header @others Cache-Control "{PAGE_CACHE}"
	@inner path /_*
	respond @inner 404
	file_server {{
		precompressed br gzip
	}}
	handle_errors {{
		rewrite * /404.html
		file_server
	}}
}}
"""
