import type { Hono } from 'hono';
import { html } from 'hono/html';
import { findButtons, readTexts } from '../../line/find-buttons.ts';
import type { World } from '../world.ts';

/** `/playground`: what everybody received, as a plain transcript. Exists only in the demo. */
export function servePlayground(app: Hono, world: () => World): void {
  app.get('/playground', (context) => {
    const { line, slack, clock } = world();
    const entries = [
      ...line.ledger.map((entry) => ({
        at: entry.at,
        where: `LINE ${entry.via}`,
        texts: entry.messages.flatMap((message) => [
          ...readTexts(message),
          ...findButtons(message).map((button) => `［${button.label}］`),
        ]),
      })),
      ...slack.ledger.map((entry) => ({ at: entry.at, where: 'Slack', texts: [entry.text] })),
    ]
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, 400);
    return context.html(
      html`<!doctype html>
        <html lang="ja">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>Bansou playground</title>
            <style>
              body { font-family: system-ui, 'Noto Sans CJK JP', sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; line-height: 1.6; color: #1a1a1a; }
              article { border-top: 1px solid #ccc; padding: 0.75rem 0; overflow-wrap: anywhere; }
              time { color: #444; font-size: 0.9rem; }
              p { margin: 0.2rem 0; white-space: pre-wrap; }
            </style>
          </head>
          <body>
            <h1>Bansou playground</h1>
            <p>${clock.now().toISOString()}</p>
            ${entries.map(
              (entry) => html`<article>
                <time datetime="${entry.at.toISOString()}">${entry.at.toISOString().slice(0, 16)} UTC · ${entry.where}</time>
                ${entry.texts.map((text) => html`<p>${text}</p>`)}
              </article>`,
            )}
          </body>
        </html>`,
    );
  });
}
