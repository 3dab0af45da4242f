// The first start: the first day is opened, and the operator, the first administrator and the products are installed.
//
// Once, through the door, and safely repeated after an end at any moment: each command has an id that follows from the
// installation's own, what is done is not asked for again, and the password is on the disk before it is used.
import { existsSync } from 'node:fs';
import {
  businessDateAt,
  CHINA_TIME,
  type OperatorTime,
} from '@mutua/core/calendar/business-date.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { creditCodeSignOf } from '@mutua/core/people/identity-number.ts';
import type { InstallPlatform } from '@mutua/core/people/install-platform.ts';
import { GENERAL_LOAN, SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { newPlatformId } from '../commit/platform-id.ts';
import { readInstallation } from '../database/installation.ts';
import { readPassword } from '../people/password.ts';
import { PasswordWork } from '../people/password-work.ts';
import { readSignInName } from '../people/sign-in-name.ts';
import { CALENDAR, commitFor, derivedId, type RailLane } from '../rails/rail-door.ts';
import { StartRefused } from '../start-refused.ts';
import { passwordFileOf, settlePassword } from './first-password.ts';
import { readInstalled } from './install-read.ts';
import type { OperatorDetails } from './operator-details.ts';
import { holdsTime } from './operator-time.ts';

export const ADMINISTRATOR_NAME = 'administrator';

/** For trying out: its code has a region that there is not, so it is no company's. */
export const TRIAL_OPERATOR: OperatorDetails = {
  name: '互信试用平台',
  creditCode: codeOf('91119999MA0000000'),
  packId: 'cn',
  licences: [],
};

export interface InstallOptions {
  readonly lane: Pick<RailLane, 'commit'>;
  readonly pool: pg.Pool;
  readonly clock: () => Instant;
  /** By which clock days end; at a later start, what of it is to change. Left out: China's. */
  readonly operatorTime?: Partial<OperatorTime> | undefined;
  /** Where a password that is made at random is left. */
  readonly dataFolder: string;
  /** The administrator's password, where the operator gave one. */
  readonly password?: string | undefined;
  /** Left out: one for trying out. */
  readonly operator?: OperatorDetails | undefined;
  /** Whether an operator for trying out will not do. */
  readonly isReal?: boolean;
  /** Left out: those that come with the house. */
  readonly products?: readonly ProductTerms[];
  readonly passwordWork?: PasswordWork;
}

export interface Installed {
  readonly installationId: Id;
  readonly administratorId: Id;
  readonly businessDate: Day;
  /** Where the administrator's password lies, as long as it does. */
  readonly passwordFile: string | undefined;
  /** A line for the person at the terminal; nothing where there is nothing to say. */
  readonly note: string | undefined;
}

/** @throws StartRefused when the password that was given cannot be one. */
export async function install(options: InstallOptions): Promise<Installed> {
  const { lane, pool, clock, dataFolder } = options;
  const { installationId } = await readInstallation(pool);
  const administratorId = derivedId(`installation ${installationId} administrator`);
  const before = await readInstalled(pool);
  if (before.time === undefined && options.isReal && options.operator === undefined) {
    throw new StartRefused(
      'A platform with a custodian of its own says at its first start whose it is: MUTUA_OPERATOR_NAME and MUTUA_OPERATOR_CREDIT_CODE.',
      2,
    );
  }
  const stepId = (step: string) => derivedId(`installation ${installationId} ${step}`);
  const commit = async (step: string, command: AnyCommand, commandId = stepId(step)) => {
    const outcome = await commitFor(lane, CALENDAR, command, commandId);
    if (!outcome.ok) {
      const { code, data } = outcome.refusal;
      throw new Error(`The installation was refused: ${code} ${JSON.stringify(data)}`);
    }
  };
  if (before.businessDate === undefined) {
    await commit('first day', {
      kind: 'OpenFirstDay',
      day: businessDateAt(clock(), timeOf(options)),
    });
  }
  if (before.time === undefined) {
    await commit('platform', await platformOf(options, administratorId));
  } else if (!holdsTime(before.time, options.operatorTime ?? {})) {
    const time = { ...before.time, ...options.operatorTime };
    await commit('time', { kind: 'SetOperatorTime', time }, newPlatformId());
  }
  const { businessDate } = await readInstalled(pool);
  assert(businessDate !== undefined, 'After the first start there is a business date.');
  const passwordFile = passwordFileOf(dataFolder);
  const isKept = existsSync(passwordFile);
  return {
    installationId: installationId as Id,
    ...{ administratorId, businessDate },
    passwordFile: isKept ? passwordFile : undefined,
    note: isKept
      ? `The administrator signs in as "${ADMINISTRATOR_NAME}"; the first password is in ${passwordFile}`
      : undefined,
  };
}

async function platformOf(options: InstallOptions, administratorId: Id): Promise<InstallPlatform> {
  const { dataFolder, password: given, operator = TRIAL_OPERATOR, passwordWork } = options;
  const { products = [SMALL_CREDIT_LOAN, GENERAL_LOAN] } = options;
  const signInName = readSignInName(ADMINISTRATOR_NAME);
  assert(signInName.ok, 'The administrator has a sign-in name that can be one.');
  const password = readPassword(given ?? settlePassword(dataFolder), signInName.value);
  if (!password.ok) {
    throw new StartRefused(
      `The administrator's password cannot be used. ${password.refusal.data.detail ?? ''}`.trim(),
      2,
    );
  }
  const hashed = await (passwordWork ?? new PasswordWork()).hash(password.value);
  assert(hashed.ok, 'At the first start no other password is worked on.');
  return {
    ...{ kind: 'InstallPlatform', operator: { ...operator, time: timeOf(options) } },
    administrator: {
      ...{ id: administratorId, name: '管理员' },
      credentials: { signInName: signInName.value, passwordHash: hashed.value },
    },
    products,
  };
}

function timeOf({ operator, operatorTime }: InstallOptions): OperatorTime {
  return { ...(operator?.time ?? CHINA_TIME), ...operatorTime };
}

/** A whole unified social credit code from its first 17 signs. */
function codeOf(first: string): string {
  return `${first}${creditCodeSignOf(first)}`;
}
