import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { aNetwork } from '../support/people.js';

describe('Access', () => {
  let app: TestApp;
  let network: string;
  beforeAll(async () => {
    app = await startApp();
    network = await aNetwork(app.db);
  });
  afterAll(() => app.close());

  it('lets anybody see whether the product is alive', async () => {
    expect((await app.visitor().get('/health/ready')).status).toBe(200);
    const staff = await app.signIn('network-admin', network);
    expect((await staff.get('/health/ready')).status).toBe(200);
  });
});
