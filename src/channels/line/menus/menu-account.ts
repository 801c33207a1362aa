import { createHash } from 'node:crypto';
import { HTTPFetchError, messagingApi } from '@line/bot-sdk';
import { z } from 'zod';
import { menuAlias, menuName } from '../../../domain/messaging/line-menus.ts';
import { PlatformError } from '../../../shared/errors.ts';
import { hashContent } from '../../../shared/hashes/content-hash.ts';
import { defaultSendTiming } from '../../../shared/send-timing.ts';
import type { MenuAccount, StandingMenus } from '../../../use-cases/ports/line-menus.ts';
import { limitFetch } from '../limit-fetch.ts';
import { within } from '../within.ts';
import { drawMenu } from './draw-menu.ts';
import { toMenuRequest } from './menu-request.ts';

/** People that LINE takes in one request. */
const maxPeople = 500;

type Settings = { readonly channelAccessToken: string; readonly apiUrl: string | undefined };

/** The menus of an official account, through the official SDK. Nothing is called yet. */
export function createMenuAccount({ channelAccessToken, apiUrl }: Settings): MenuAccount {
  const { timeoutMs } = defaultSendTiming;
  limitFetch(timeoutMs);
  const options = { channelAccessToken, ...(apiUrl === undefined ? {} : { baseURL: apiUrl }) };
  const client = new messagingApi.MessagingApiClient(options);
  const pictures = new messagingApi.MessagingApiBlobClient(options);
  const ask = <Value>(call: Promise<Value>): Promise<Value> => translated(within(call, timeoutMs));
  return {
    prepare: async (design) => {
      const { language } = design;
      const picture = await drawMenu(design);
      const fingerprint = hashContent({
        request: toMenuRequest(design, ''),
        picture: createHash('sha256').update(picture).digest('hex'),
      });
      const name = menuName(language, fingerprint);
      const request = toMenuRequest(design, name);
      await ask(client.validateRichMenuObject(request));
      return {
        language,
        alias: menuAlias(language),
        name,
        make: async () => {
          const { richMenuId } = await ask(client.createRichMenu(request));
          const image = new Blob([picture], { type: 'image/png' });
          await ask(pictures.setRichMenuImage(richMenuId, image));
          return richMenuId;
        },
      };
    },
    read: async () => {
      const { richmenus } = await ask(client.getRichMenuList());
      const { aliases } = await ask(client.getRichMenuAliasList());
      return {
        menus: richmenus.map(({ richMenuId: id, name }) => ({ id, name })),
        aliases: new Map(aliases.map(({ richMenuAliasId, richMenuId }) => [richMenuAliasId, richMenuId])),
        defaultId: await ask(idOf(client.getDefaultRichMenuId())),
      } satisfies StandingMenus;
    },
    setAlias: async (richMenuAliasId, richMenuId, change) => {
      await ask(
        change === 'create'
          ? client.createRichMenuAlias({ richMenuAliasId, richMenuId })
          : client.updateRichMenuAlias(richMenuAliasId, { richMenuId }),
      );
    },
    removeAlias: async (alias) => {
      await ask(client.deleteRichMenuAlias(alias));
    },
    setDefault: async (menuId) => {
      await ask(menuId === null ? client.cancelDefaultRichMenu() : client.setDefaultRichMenu(menuId));
    },
    remove: async (menuId) => {
      await ask(client.deleteRichMenu(menuId));
    },
    menuOf: (userId) => ask(idOf(client.getRichMenuIdOfUser(userId))),
    give: async (userIds, richMenuId) => {
      for (let from = 0; from < userIds.length; from += maxPeople) {
        const some = userIds.slice(from, from + maxPeople);
        await ask(
          richMenuId === null
            ? client.unlinkRichMenuIdFromUsers({ userIds: some })
            : client.linkRichMenuIdToUsers({ richMenuId, userIds: some }),
        );
      }
    },
  };
}

/** None (404), and one that was made in LINE's own manager (403), are both none of ours. */
async function idOf(call: Promise<messagingApi.RichMenuIdResponse>): Promise<string | null> {
  try {
    return (await call).richMenuId;
  } catch (error) {
    if (error instanceof HTTPFetchError && (error.status === 404 || error.status === 403)) return null;
    throw error;
  }
}

async function translated<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (cause) {
    if (!(cause instanceof HTTPFetchError)) throw new PlatformError('line.away', { retryable: true, cause });
    if (cause.status === 401) throw new PlatformError('line.token', { retryable: false, cause });
    if (cause.status === 429) throw new PlatformError('line.limited', { retryable: true, cause });
    if (cause.status >= 500) throw new PlatformError('line.away', { retryable: true, cause });
    const code = `line.refused: ${cause.status} ${reasonOf(cause.body)}`.trimEnd();
    throw new PlatformError(code, { retryable: false, cause });
  }
}

const refusal = z.object({
  message: z.string(),
  details: z.array(z.object({ message: z.string(), property: z.string().optional() })).optional(),
});

/** What LINE says of a refusal: it names properties, never people. */
function reasonOf(body: string): string {
  try {
    const { message, details = [] } = refusal.parse(JSON.parse(body));
    const places = details.map((one) => ` ${one.property ?? ''} ${one.message}`).join(',');
    return `${message}${places}`.slice(0, 300);
  } catch {
    return '';
  }
}
