import { HTTPFetchError, type messagingApi } from '@line/bot-sdk';
import { menuAlias } from '../../../domain/messaging/line-menus.ts';
import type { LineMenus } from '../../../use-cases/ports/line-menus.ts';
import { within } from '../within.ts';

/** A person waits for their next answer meanwhile. */
const patienceMs = 3_000;

/**
 * Gives a person the menu of their language: the account's default is Japanese, so that only others need one of their
 * own. What cannot be done is left: `line setup` mends it.
 */
export function createLineMenus(
  client: messagingApi.MessagingApiClient,
  report: (problem: object) => void,
): LineMenus {
  return {
    show: async (userId, language) => {
      try {
        await within<unknown>(
          language === 'ja'
            ? client.unlinkRichMenuIdFromUser(userId)
            : link(client, userId, menuAlias(language)),
          patienceMs,
        );
      } catch (error) {
        const status = error instanceof HTTPFetchError ? error.status : null;
        // Without an alias there is no menu yet: nothing is wrong.
        if (status !== 404) report({ event: 'line.menu_not_shown', status });
      }
    },
  };
}

async function link(client: messagingApi.MessagingApiClient, userId: string, alias: string): Promise<void> {
  const { richMenuId } = await client.getRichMenuAlias(alias);
  await client.linkRichMenuIdToUser(userId, richMenuId);
}
