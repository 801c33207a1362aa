import { messagingApi } from '@line/bot-sdk';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';

/** The usual way: delayed jobs on Redis, 200 at once, each one push through LINE's SDK. */
const client = new messagingApi.MessagingApiClient({
  channelAccessToken: 'bench',
  baseURL: process.env.LINE_API_URL ?? '',
});
const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null });
// Set above the load, so that it counts every job and holds none back.
const limiter = { max: 20_000, duration: 1_000 };
const worker = new Worker<{ readonly key: string }>(
  'bench',
  async ({ data }) => {
    await client.pushMessage({ to: 'U1', messages: [{ type: 'text', text: 'x' }] }, data.key);
  },
  { connection, concurrency: 200, limiter },
);
await worker.waitUntilReady();
console.log(JSON.stringify({ port: 0 }));
