import type { messagingApi } from '@line/bot-sdk';
import type { LineQuota } from '../../use-cases/ports/channels.ts';
import { within } from './within.ts';

/** Asks LINE what it counted this month; manual broadcasts in the account manager are in it. */
export function createLineQuota(client: messagingApi.MessagingApiClient, timeoutMs: number): LineQuota {
  return {
    read: async () => {
      try {
        const [quota, consumption] = await within(
          Promise.all([client.getMessageQuota(), client.getMessageQuotaConsumption()]),
          timeoutMs,
        );
        return {
          used: consumption.totalUsage,
          allowance: quota.type === 'limited' ? (quota.value ?? null) : null,
        };
      } catch {
        // Our own ledger goes on alone; asked again with the next sweep.
        return null;
      }
    },
  };
}
