import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { NetworkModule } from '../../src/network/network.module.js';
import { Networks } from '../../src/network/networks.service.js';
import { Config } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { freshDatabase } from '../support/database.js';

describe('An installation without a network', () => {
  let app: INestApplicationContext;
  let database: Database;
  let networks: Networks;
  const found = (name: string) => database.as(Scope.nothing, (tx) => networks.found(tx, { name }));

  beforeAll(async () => {
    const config = Config.from({
      DATABASE_URL: await freshDatabase(),
      SECRET_KEY: randomBytes(32).toString('hex'),
    });
    app = await Test.createTestingModule({
      imports: [PlatformModule.forRoot(config, 'owner'), NetworkModule],
    }).compile();
    [database, networks] = [app.get(Database), app.get(Networks)];
  });
  afterAll(() => app.close());

  it('gets one, however many found it at once', async () => {
    const tries = await Promise.allSettled([found('North Coalition'), found('South Coalition')]);
    const refused = tries.filter((each) => each.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual(['network_exists']);
    const network = await database.as(Scope.visitor, (tx) => networks.current(tx));
    expect(network).toMatchObject({ isPractice: false, requiresTwoFactor: true });
    expect(['North Coalition', 'South Coalition']).toContain(network.name);
  });

  it('is not given a second one beside the sample coalition', async () => {
    await database.as(Scope.nothing, (tx) => tx.query('UPDATE organizations SET is_practice = true'));
    await expect(found('Our Coalition')).rejects.toMatchObject({ code: 'practice_network' });
  });
});
