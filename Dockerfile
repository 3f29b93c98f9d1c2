# The production image: server, worker and migrations are one image with different commands.
FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /home/groundswell groundswell
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    GROUNDSWELL_ENVIRONMENT=production \
    GROUNDSWELL_HOME=/home/groundswell \
    GROUNDSWELL_HOST=0.0.0.0 \
    GROUNDSWELL_PORT=8000
WORKDIR /home/groundswell
USER groundswell
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=5 \
    CMD ["python", "-m", "server.ports", "127.0.0.1", "8000", "/readyz"]
CMD ["groundswell", "serve"]
