"""nginx in front of the portal: what of deploy/nginx.conf matters to speed, without TLS."""

FRONT = """
  proxy_cache_path {folder}/cache levels=1:2 keys_zone=farol:10m max_size=256m inactive=10m
                   use_temp_path=off;
  map "$upstream_http_cache_control|$upstream_http_vary" $farol_personal {{
    default 1;
    "~*public[^|]*[|](accept-encoding)?$" "";
  }}
  map $http_accept_encoding $farol_packing {{ default ""; "~gzip" gzip; }}
  upstream farol {{ server 127.0.0.1:{behind}; keepalive 32; keepalive_requests 10000000; }}
  server {{
    listen 127.0.0.1:{port} backlog=1024;
    set $farol_changed "";
    if (-f {changed}) {{ set $farol_changed 1; }}
    open_file_cache max=2000;
    open_file_cache_valid 1s;
    location /internal-files/ {{
      internal;
      alias {files}/;
      etag off;
      add_header ETag $upstream_http_etag;
      add_header Repr-Digest $upstream_http_repr_digest;
      add_header X-Content-Type-Options $upstream_http_x_content_type_options;
      add_header Content-Security-Policy $upstream_http_content_security_policy;
    }}
    location / {{
      proxy_pass http://farol;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_buffers 32 16k;
      proxy_set_header Accept-Encoding $farol_packing;
      proxy_cache farol;
      proxy_cache_key $scheme$host$request_uri$farol_packing;
      proxy_cache_valid 200 1s;
      proxy_cache_lock on;
      proxy_ignore_headers Cache-Control Expires Vary;
      proxy_cache_bypass $farol_changed $http_authorization $cookie_sessionid;
      proxy_no_cache $farol_changed $farol_personal $http_authorization $cookie_sessionid;
    }}
  }}
"""
