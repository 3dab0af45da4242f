// Splitting 拆标: a loan of twelve months shown as six listings of two. It is refused by whoever tries it at the door,
// and told; and who writes it into the tables past the door is found the same night.
import { addDays } from '@mutua/core/time/day.ts';
import { v7 as newUuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anApprovedLoan,
  anOffice,
  application,
  draftOf,
  type Office,
  REVIEW,
} from './house/loan-stages.ts';
import { type Person, StoryHouse } from './house/story-house.ts';
import { aClient, anObserver, type Client, yuan } from './house/story-people.ts';
import { alarmLines, openAlarms, refusalOf } from './house/watch.ts';

const WHOLE = { amount: 60_000, months: 12 };
const HOUR_MS = 3_600_000;

let house: StoryHouse;
let office: Office;
let regulator: Person;
let borrower: Client;
let loanId: string;

beforeAll(async () => {
  house = await StoryHouse.open();
  [office, regulator, borrower] = await Promise.all([
    anOffice(house),
    anObserver(house, 'regulator'),
    aClient(house, { roles: ['borrower'] }),
  ]);
  loanId = await anApprovedLoan(house, office, borrower, WHOLE);
});
afterAll(async () => {
  await house?.close();
});

const draftUrl = () => `/api/office/loans/${loanId}/listing-draft`;

async function draft(changes: object): Promise<string> {
  return refusalOf(house, office.loanOfficer, draftUrl(), {
    ...(await draftOf(house, loanId)),
    ...changes,
  });
}

describe('a loan of twelve months', () => {
  it('is not listed as six of two months, nor as six of a sixth of its amount', async () => {
    for (let part = 1; part <= 6; part += 1) {
      const title = `装修借款第${part}期`;
      expect(await draft({ title, termMonths: 2, loanAmount: yuan(10_000) })).toBe(
        '422 term_split',
      );
      expect(await draft({ title, loanAmount: yuan(10_000) })).toBe('422 amount_split');
    }
    expect(await draft({ termMonths: 2 })).toBe('422 term_split');
    // Neither the officer nor the borrower has six contracts in place of the one.
    const { status, body } = await house.command(
      borrower,
      '/api/loans',
      application({ amount: 10_000, months: 2 }),
    );
    expect([status, body.code]).toEqual([409, 'application_already_open']);
    expect((await house.ask(undefined, 'GET', `/api/listings/${loanId}`)).status).toBe(404);
  });

  it('that somebody tried to split is told to the regulator, with who tried', async () => {
    expect(await alarmLines(house, regulator)).toEqual([
      `red_line_tried term_split ${loanId}`,
      `red_line_tried amount_split ${loanId}`,
    ]);
    for (const { reference } of await openAlarms(house, regulator)) {
      expect(reference).toBe(`PrepareListing by person ${office.loanOfficer.id}`);
    }
  });

  it('has one listing, which is the whole of it, and no second one', async () => {
    const fields = { ...(await draftOf(house, loanId)), fundingDays: 7 };
    await house.do(office.loanOfficer, draftUrl(), fields);
    const publication = `/api/office/loans/${loanId}/publication`;
    await house.do(office.loanOfficerLead, publication, { review: REVIEW });
    expect(await refusalOf(house, office.loanOfficer, draftUrl(), fields)).toBe(
      '409 listing_already_exists',
    );
    expect(await draft({ termMonths: 2 })).toBe('409 listing_already_exists');
    expect(await refusalOf(house, office.loanOfficerLead, publication, { review: REVIEW })).toBe(
      '409 listing_already_exists',
    );
    expect((await alarmLines(house, regulator)).slice(2)).toEqual([
      `red_line_tried listing_already_exists ${loanId}`,
    ]);
    await house.later(HOUR_MS + 1_000);
    const shown = await house.read(undefined, `/api/listings/${loanId}`);
    expect(shown).toMatchObject({ state: 'funding', termMonths: 12, loanAmount: yuan(60_000) });
    expect(await house.violations()).toEqual([]);
  });
});

describe('a listing that was planted past the door', () => {
  /** What was told in it. */
  const night = async () => {
    const before = new Set((await openAlarms(house, regulator)).map(({ alarmId }) => alarmId));
    await house.goTo(addDays(await house.today(), 1));
    return (await alarmLines(house, regulator, before)).toSorted();
  };

  it('is found in the night, and told once a night until it is gone', async () => {
    expect(await night()).toEqual([]);
    await house.pastTheDoor(
      'update loan.listing set term_months = 2, loan_amount = 1000000 where loan_id = $1',
      [loanId],
    );
    expect(await house.violations()).toEqual(
      expect.arrayContaining([
        `listings_are_whole_loans: Listing ${loanId} shows 1000000 over 2 months; the loan is 6000000 over 12 months.`,
      ]),
    );
    expect(await night()).toEqual([`listing_split term_split ${loanId}`]);
    expect(house.said).toContain(`Alarm: listing_split, ${loanId}.`);
    // Also the loan itself is rewritten, so that loan and listing agree: the application in the log does not.
    await house.pastTheDoor(
      'update loan.loan set term_months = 2, loan_amount = 1000000 where id = $1',
      [loanId],
    );
    expect(await night()).toEqual([`listing_split term_split ${loanId}`]);
    expect(await house.violations()).toEqual(
      expect.arrayContaining([
        `listings_are_whole_loans: Listing ${loanId} is of 2 months; its borrower applied for 12.`,
      ]),
    );
    await house.pastTheDoor(
      'update loan.loan set term_months = 12, loan_amount = 6000000 where id = $1',
      [loanId],
    );
    await house.pastTheDoor(
      'update loan.listing set term_months = 12, loan_amount = 6000000 where loan_id = $1',
      [loanId],
    );
    expect(await night()).toEqual([]);
    expect(await house.violations()).toEqual([]);
  });

  it('as a second one of the same borrower is found too', async () => {
    const second = newUuid();
    for (const [table, key] of [
      ['loan.loan', 'id'],
      ['loan.listing', 'loan_id'],
    ]) {
      // What the table reckons by itself is not written.
      const { rows } = await house.pool.query<{ columns: string }>(
        `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [table],
      );
      const [columns = ''] = rows.map((row) => row.columns);
      await house.pastTheDoor(
        `insert into ${table} (${columns})
         select ${columns}
         from json_populate_record(
           null::${table},
           (select (to_jsonb(one) || jsonb_build_object('${key}', $2::text))::json
            from ${table} as one where ${key} = $1)
         )`,
        [loanId, second],
      );
    }
    expect(await night()).toEqual([
      `listing_split listing_already_exists ${loanId}`,
      `listing_split not_applied_for ${second}`,
    ]);
    expect((await house.violations()).join('\n')).toContain(`2 listings at once`);
    await house.pastTheDoor('delete from loan.listing where loan_id = $1', [second]);
    await house.pastTheDoor('delete from loan.loan where id = $1', [second]);
    expect(await house.violations()).toEqual([]);
  });
});
