// Who is active and who is content by a second program: clients one by one, and their answers counted anew.
import { formatDay } from '@mutua/core/time/day.ts';
import { naiveDayOf, naiveShare } from './disclosure-day.ts';
import { bigintOf, countValue, type FigureAsk, type FigureQueries } from './figure-query.ts';

/** Below which nothing is published. */
const FEWEST = 5n;

interface Counted {
  readonly answers: bigint;
  readonly satisfied: bigint;
  readonly points: bigint;
}

/** Of a row such as `lender_person`; of an empty one, of all clients. */
async function countedIn(ask: FigureAsk): Promise<Counted> {
  const day = formatDay((await naiveDayOf(ask)).day);
  const [role = '', kind = ''] = ask.row.split('_');
  const { rows } = await ask.db.query<{ score: number }>(
    `select survey_answer.score
     from people.survey_answer, people.client
     where client.id = survey_answer.client_id
       and survey_answer.answered_on < date_trunc('quarter', $1::date + 1)
       and survey_answer.answered_on >= date_trunc('quarter', $1::date + 1) - interval '3 months'
       and ($2 = '' or survey_answer.role = $2)
       and ($3 = '' or (client.kind = 'organisation') = ($3 = 'organisation'))`,
    [day, role, kind],
  );
  const scores = rows.map(({ score }) => BigInt(score));
  return {
    answers: BigInt(scores.length),
    satisfied: BigInt(scores.filter((score) => score > 3n).length),
    points: scores.reduce((sum, score) => sum + (score - 1n), 0n),
  };
}

/** What stands for so few answers on no page. */
const enough = ({ answers }: Counted, value: string) =>
  answers < FEWEST ? 'nothing, of too few answers' : value;

const satisfaction = async (ask: FigureAsk) => {
  const counted = await countedIn(ask);
  return enough(counted, naiveShare(counted.points, counted.answers * 4n || 1n));
};

const satisfiedShare = async (ask: FigureAsk) => {
  const counted = await countedIn(ask);
  return enough(counted, naiveShare(counted.satisfied, counted.answers || 1n));
};

/** Every client of the segment, and whether the log names it in the month. */
const activeIn = async (ask: FigureAsk) => {
  const day = formatDay((await naiveDayOf(ask)).day);
  const [role, kind] = ask.row.split('_');
  const active = await bigintOf(
    ask.db,
    `select count(*) from people.client
     where client.roles::jsonb ? $2 and (kind = 'organisation') = ($3 = 'organisation')
       and 'person ' || client.id::text in (
         select actor from commit.command
         where business_date between date_trunc('month', $1::date) and $1
       )`,
    [day, role, kind],
  );
  return countValue(active);
};

export const SEGMENT_FIGURES: FigureQueries = {
  'disclosed.surveyAnswers': async (ask) => countValue((await countedIn(ask)).answers),
  'disclosed.satisfaction': satisfaction,
  'disclosed.satisfiedShare': satisfiedShare,
  'disclosed.activeUsersBySegment': activeIn,
  'disclosed.surveyAnswersBySegment': async (ask) => {
    const counted = await countedIn(ask);
    return enough(counted, countValue(counted.answers));
  },
  'disclosed.satisfactionBySegment': satisfaction,
  'disclosed.satisfiedShareBySegment': satisfiedShare,
};
