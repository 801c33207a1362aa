import type { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { Season, SeasonPerson } from '../../seasons/season.ts';
import { everybody } from '../../seasons/season.ts';
import { wallClock } from '../../seasons/zoned-time.ts';
import type { Cast } from '../cast.ts';
import type { World } from '../world.ts';
import { type Entry, transcribe } from './transcript.ts';

/** The newest of them; a reader's own are far fewer. */
const shownEntries = 400;

const style = `
  body { font-family: system-ui, 'Noto Sans CJK JP', sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; line-height: 1.6; color: #1a1a1a; }
  article { border-top: 1px solid #ccc; padding: 0.75rem 0; overflow-wrap: anywhere; }
  form { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0.75rem 0; }
  select, form button { font: inherit; min-height: 2.75rem; max-width: 100%; }
  .from { color: #444; font-size: 0.9rem; }
  p { margin: 0.2rem 0; white-space: pre-wrap; }
  ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.5rem 0 0; padding: 0; }
  li { border: 1px solid #767676; border-radius: 0.4rem; padding: 0 0.6rem; font-size: 0.9rem; }
`;

/** `/playground`: what everybody received, or one person, as a plain transcript. Exists only in the demo. */
export function servePlayground(
  app: Hono,
  world: () => World,
  { season, cast }: { readonly season: Season; readonly cast: () => Cast | null },
): void {
  const { zone } = season.programme;
  const names = new Map(everybody(season).map(({ code, name }) => [code, name]));
  app.get('/playground', (context) => {
    const { line, slack, clock } = world();
    const players = cast();
    const codeOf = (userId: string): string | null =>
      players?.personOfLine(userId) ?? players?.personOfSlack(userId) ?? null;
    const chosen = context.req.query('reader') ?? '';
    const all = transcribe({ line: line.ledger, slack: slack.ledger, codeOf });
    const theirs = chosen === '' ? all : all.filter(({ readers }) => readers.includes(chosen));
    return context.html(
      html`<!doctype html>
        <html lang="ja">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>Bansou playground</title>
            <style>${raw(style)}</style>
          </head>
          <body>
            <h1>Bansou playground</h1>
            <p class="from">Now ${written(clock.now(), zone)}; all times are those of ${zone}, newest first.</p>
            ${readerForm(everybody(season), chosen)}
            ${theirs.slice(0, shownEntries).map((entry) => article(entry, { names, zone }))}
            ${theirs.length > shownEntries ? html`<p class="from">and ${theirs.length - shownEntries} before</p>` : ''}
          </body>
        </html>`,
    );
  });
}

function readerForm(people: readonly SeasonPerson[], chosen: string) {
  return html`<form method="get">
    <label for="reader">What reached</label>
    <select id="reader" name="reader">
      <option value="">everybody</option>
      ${people.map(
        ({ code, name, role }) =>
          html`<option value="${code}" ${code === chosen ? 'selected' : ''}>${name} (${code}, ${role})</option>`,
      )}
    </select>
    <button>Show</button>
  </form>`;
}

function article(
  { at, platform, way, readers, texts, buttons }: Entry,
  { names, zone }: { readonly names: ReadonlyMap<string, string>; readonly zone: string },
) {
  const to = readers.map((code) => names.get(code) ?? code).join(', ');
  return html`<article>
    <div class="from">
      <time datetime="${at.toISOString()}">${written(at, zone)}</time> · ${platform} ${way}${to === '' ? '' : ` · ${to}`}
    </div>
    ${texts.map((text) => html`<p>${text}</p>`)}
    ${buttons.length === 0 ? '' : html`<ul>${buttons.map((label) => html`<li>${label}</li>`)}</ul>`}
  </article>`;
}

/** `2024-12-08 20:00` */
function written(at: Date, zone: string): string {
  const { date, hour, minute } = wallClock(at, zone);
  return `${date} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
