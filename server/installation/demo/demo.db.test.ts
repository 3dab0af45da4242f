import { rmSync } from 'node:fs';
import { idOf } from '@mutua/core/kit/id.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPassword } from '../../people/password.ts';
import { PasswordWork } from '../../people/password-work.ts';
import { readHashOf } from '../../people/sign-in-read.ts';
import { identityStub } from '../../rails/identity.ts';
import { TrialRails } from '../../rails/trial-rails.ts';
import { StartRefused } from '../../start-refused.ts';
import { makeTrialFolder } from '../../trial-folder.ts';
import { type Household, startHousehold } from '../household.ts';
import { type Installed, install } from '../install.ts';
import { Demo } from './demo.ts';
import { demoAllowed } from './demo-allowed.ts';
import { refuseDemoPersons } from './demo-left.ts';
import { DEMO_PERSONS } from './demo-persons.ts';

const passwordWork = new PasswordWork({
  cost: { costLog2: 10, blockSize: 8, parallelization: 1 },
});

const ELSEWHERE = { host: '0.0.0.0', databaseUrl: undefined, isSandboxBank: true };

let trial: TrialRails;
let installed: Installed;
let dataFolder: string;
const failures: unknown[] = [];

beforeAll(async () => {
  trial = await TrialRails.start();
  dataFolder = makeTrialFolder('mutua-demo-');
  const { lane, pool, now: clock } = trial;
  const common = { lane, pool, clock, dataFolder, passwordWork };
  installed = await install({ ...common, operatorTime: { daysEnd: 'by_hand' } });
});
afterAll(async () => {
  await trial.end();
  rmSync(dataFolder, { recursive: true, force: true });
});

describe('a demo', () => {
  it('leaves a database that is not one to be opened wherever its operator wants', async () => {
    await refuseDemoPersons(trial.pool, installed.installationId, ELSEWHERE);
    expect(demoAllowed(ELSEWHERE)).toBeDefined();
  });

  it('goes on where it was ended, and in the end everybody is ready, each once', async () => {
    for (const waitFor of [2, 9]) {
      const { household } = start();
      await trial.until(async () => (await commands()) > waitFor + 2);
      await household.close();
      await trial.restartPlatform();
    }
    const { household, demo } = start();
    await trial.until(async () => demo.persons().isReady, 60_000);
    await household.close();

    expect(await rows(STANDING)).toEqual([
      'borrower natural_person ["borrower"] active borrower - -',
      'borrower organisation ["borrower"] active borrower - -',
      'guarantee_company organisation ["partner"] active partner - -',
      'institution organisation ["lender"] active lender 5 50000000',
      'lender natural_person ["lender"] active lender 0 -',
      'lender natural_person ["lender"] active lender 5 20000000',
      'lender natural_person ["lender"] active lender 5 8000000',
    ]);
    expect(await rows(`select state || ' ' || count(*) from wallet.top_up group by state`)).toEqual(
      ['credited 3'],
    );
    expect(await rows('select kind from people.sign_in where kind <> $1', ['client'])).toHaveLength(
      1 + DEMO_PERSONS.filter(({ kind }) => kind !== 'client' && kind !== 'partner').length,
    );
    expect(failures).toEqual([]);
  });

  it('does nothing at a later start but to see that all is ready', async () => {
    const before = await commands();
    const { household, demo } = start();
    await trial.until(async () => demo.persons().isReady);
    await household.close();
    expect(await commands()).toBe(before);
  });

  it('is never opened to others on the same database', async () => {
    const { installationId } = installed;
    await refuseDemoPersons(trial.pool, installationId, { ...ELSEWHERE, host: '127.0.0.1' });
    const refused = refuseDemoPersons(trial.pool, installationId, ELSEWHERE);
    await expect(refused).rejects.toThrow(StartRefused);
    await expect(refused).rejects.toThrow(/persons of a demo.*instead of 0\.0\.0\.0.*--data/);
  });

  it('says with which names and passwords its persons sign in', async () => {
    const { household, demo } = start();
    await household.close();
    const { persons, bankUrl } = demo.persons();
    expect(bankUrl).toBe(trial.bank.url);
    expect(new Set(persons.map(({ signInName }) => signInName)).size).toBe(DEMO_PERSONS.length);
    expect(persons.find(({ key }) => key === 'lender-one')).toMatchObject({
      ...{ signInName: 'demo-lender-one', roles: ['lender'], positions: [] },
      atBank: { paymentPassword: expect.any(String), phonePin: expect.any(String) },
    });
    for (const { personId, password } of persons) {
      const hash = await readHashOf(trial.pool, idOf(personId));
      expect(await verifyPassword(password, hash ?? '')).toBe(true);
    }
    expect(persons.find(({ key }) => key === 'risk-analyst-lead')).toMatchObject({
      ...{ roles: ['staff'], positions: ['risk_analyst_lead'] },
    });
  });
});

function start(): { readonly household: Household; readonly demo: Demo } {
  const { lane, pool, now: clock, custodian } = trial;
  const demo = new Demo({
    ...{ lane, pool, custodian, passwordWork, ...installed },
    bankUrl: () => trial.bank.url,
  });
  const household = startHousehold({
    ...{ lane, pool, clock, demo },
    identitySource: identityStub(() => installed.businessDate),
    onFailed: (_, error) => failures.push(error),
    times: { lookMs: 50, failedMs: [50, 500] },
  });
  return { household, demo };
}

const STANDING = `select coalesce(
      partner_kind,
      case when is_institution then 'institution' end,
      roles ->> 0
    ) || ' ' || kind || ' ' || roles || ' ' || status || ' '
    || (select string_agg(role, ' ') from json_object_keys(custody_accounts) as role) || ' '
    || coalesce((select tolerance::text from people.lender where lender.id = client.id), '-') || ' '
    || coalesce((select posted::text from ledger.account where owner = client.id::text), '-')
  from people.client`;

async function rows(text: string, values: readonly unknown[] = []): Promise<string[]> {
  const { rows: found } = await trial.pool.query({ text, values: [...values], rowMode: 'array' });
  return (found as unknown[][]).map(([first]) => String(first)).sort();
}

async function commands(): Promise<number> {
  return Number(await trial.value('select count(*) from commit.command'));
}
