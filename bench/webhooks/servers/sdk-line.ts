import { createServer } from 'node:http';
import { middleware } from '@line/bot-sdk';
import express from 'express';
import { createStore, listening } from './common.ts';

/** The way LINE's SDK shows it: its middleware on express, then the same insert. */
const app = express();
const store = createStore();
app.post(
  '/line/webhook',
  middleware({ channelSecret: process.env.SECRET ?? '' }),
  async (request, response) => {
    await store(JSON.stringify(request.body));
    response.sendStatus(200);
  },
);
listening(createServer(app));
