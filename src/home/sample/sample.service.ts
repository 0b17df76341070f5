import { Injectable } from '@nestjs/common';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Conflict } from '../../platform/http/errors.js';
import { LETTER_TEXT } from '../../outreach/letters/letter-secrets.access.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Audit } from '../../staff/audit.service.js';
import { Passwords } from '../../staff/sign-in/passwords.service.js';
import { accountRows, grantRows, inventAccounts, type SampleAccount } from './accounts.js';
import { campaignRows } from './campaigns.js';
import { networkRows } from './cities.js';
import { commitmentRows } from './commitments.js';
import { creditRows } from './credit.js';
import { decisionRows } from './decisions.js';
import { districtRows, drawDistricts } from './districts.js';
import { eventRows } from './events.js';
import { SampleJourneys } from './journeys.service.js';
import { joinChapters } from './joining.js';
import { letterRows } from './letters.js';
import { Credit } from '../credit/credit.service.js';
import { SampleMailings } from './mailings.service.js';
import { mediaRows } from './media.js';
import { meetingRows } from './meetings.js';
import { fillSeats, officialRows } from './officials.js';
import { careRows, consentRows, peopleRows } from './people-rows.js';
import { inventPeople } from './people.js';
import { partnershipRows, showPeople } from './partnership.js';
import { inventPartners } from './partners.js';
import { petitionRows } from './petitions.js';
import {
  contents,
  freezeLetters,
  visitActions,
  freezePetitions,
  lockSample,
  put,
  summarize,
  touchDeeds,
} from './sample.sql.js';
import { segmentRows } from './segments.js';
import { taskRows } from './tasks.js';
import { type Batch, World } from './world.js';
import { zipRows } from './zips.js';

/** An account of the sample as it is told at the terminal. */
export interface SampleSignIn {
  email: string;
  password: string;
  role: string;
}

/** The sample coalition: a network, eleven cities and twelve invented weeks, all of it marked as practice. */
@Injectable()
export class Sample {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly passwords: Passwords,
    private readonly mailings: SampleMailings,
    private readonly journeys: SampleJourneys,
    private readonly audit: Audit,
    private readonly tokens: Tokens,
    private readonly credit: Credit,
  ) {}

  /**
   * Loads the sample into an empty database, whole or not at all, and writes its sign-ins to
   * `sample-sign-ins.json` in the data folder, readable by its owner alone. Needs the owner of the tables.
   *
   * @returns the sign-ins, or null where the sample is there already: loading it twice is no error, because a first
   *   start that was killed at its end repeats it.
   * @throws Conflict where the database holds an organization that is none of a sample.
   */
  async load(now: Date): Promise<SampleSignIn[] | null> {
    const world = new World(now);
    const districts = drawDistricts(world);
    inventPeople(world, districts);
    const partners = inventPartners(world);
    // Before the transaction: six hashes take a second, and nobody should wait for locks meanwhile.
    const accounts = await this.withHashes(inventAccounts(world, partners.firstListed));
    const signIns = accounts.map(({ email, password, does }) => ({ email, password, role: does }));
    const isLoaded = await this.database.as(Scope.nothing, async (tx) => {
      await lockSample(tx);
      const found = await contents(tx);
      if (found.practiceNetworks > 0) return false;
      if (found.organizations > 0) {
        throw new Conflict(
          'not_empty',
          'The sample needs an empty database: this one has a coalition of its own.',
        );
      }
      await putAll(tx, [
        ...networkRows(world),
        accountRows(world, accounts),
        zipRows(),
        ...districtRows(world, districts),
      ]);
      await this.fill(tx, world, districts, accounts, partners);
      await this.audit.append(tx, null, {
        organizationId: world.networkId,
        action: 'sample.loaded',
        subject: { kind: 'network', id: world.networkId },
      });
      this.keep(signIns);
      return true;
    });
    if (!isLoaded) return null;
    await this.database.as(Scope.nothing, summarize);
    await this.credit.freeze({}, { signal: new AbortController().signal });
    return signIns;
  }

  /** In the order of references between tables; people last of what they did, first of what refers to them. */
  private async fill(
    tx: EntityManager,
    world: World,
    districts: ReturnType<typeof drawDistricts>,
    accounts: readonly SampleAccount[],
    partners: ReturnType<typeof inventPartners>,
  ): Promise<void> {
    const seats = fillSeats(world, districts);
    joinChapters(world);
    const { campaigns, campaignOf } = campaignRows(world);
    const { petitions, signatures } = petitionRows(world, campaignOf);
    const [events, shifts, ...attendance] = eventRows(world, campaignOf);
    const seal = (digest: Buffer) => this.tokens.sign(LETTER_TEXT.purpose, digest);
    const { letterCampaigns, letters } = letterRows(world, seats, campaignOf, seal);
    await putAll(tx, peopleRows(world));
    await putAll(tx, [
      ...partners.batches,
      ...officialRows(world, seats),
      campaigns,
      mediaRows(world, campaignOf),
    ]);
    await putAll(tx, [events!, shifts!]);
    await putAll(tx, [grantRows(world, accounts), petitions, letterCampaigns]);
    await freezePetitions(tx);
    await freezeLetters(tx);
    await putAll(tx, [signatures, ...attendance, ...letters, ...careRows(world), segmentRows(world)]);
    const actions = { petition: petitions.rows[0]!['id'] as string, event: world.todaysEventId };
    await putAll(tx, creditRows(world, partners.partnerOf, actions));
    await putAll(tx, partnershipRows(world, partners.partnerOf, actions));
    await putAll(tx, [commitmentRows(world, partners.partnerOf, campaignOf('speak-out-on-the-green'))]);
    await putAll(tx, [...meetingRows(world, partners.partnerOf), ...decisionRows(world, partners.partnerOf)]);
    await putAll(tx, [taskRows(world, actions)]);
    await touchDeeds(tx);
    await visitActions(tx);
    await this.mailings.load(tx, world);
    await putAll(tx, [...consentRows(world), world.ledger()]);
    await showPeople(tx, world, actions.petition);
    await this.journeys.load(tx, world);
  }

  private async withHashes(accounts: SampleAccount[]): Promise<(SampleAccount & { passwordHash: string })[]> {
    return Promise.all(
      accounts.map(async (account) => ({
        ...account,
        passwordHash: await this.passwords.hash(account.password),
      })),
    );
  }

  /**
   * The last act before the commit: a sample without its sign-ins would be a locked door. Should the commit fail, the
   * next load writes the file anew.
   */
  private keep(signIns: SampleSignIn[]): void {
    const file = signInsFile(this.config);
    const draft = `${file}.new`;
    rmSync(draft, { force: true }); // the mode below is that of a new file only
    writeFileSync(draft, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  }
}

/** Where `npm start` looks for the sign-ins that it prints. */
export function signInsFile(config: Config): string {
  return path.join(config.ACCORD_DATA, 'sample-sign-ins.json');
}

async function putAll(tx: EntityManager, batches: readonly Batch[]): Promise<void> {
  for (const batch of batches) await put(tx, batch);
}
