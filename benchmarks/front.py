"""nginx in front of the portal: what of deploy/nginx.conf matters to speed, without TLS."""

FRONT = """
  upstream farol {{ server 127.0.0.1:{behind}; keepalive 32; keepalive_requests 10000000; }}
  server {{
    listen 127.0.0.1:{port} backlog=1024;
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
    }}
  }}
"""
