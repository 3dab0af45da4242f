// Who is active and who is content, by segment. A satisfaction is told only where at least five have answered, and never
// where that of fewer would follow from what is told: nobody's answer is to be found out.
import type { HouseOnDay } from './book-on-day.ts';
import type { SegmentOnDay } from './client-segment.ts';
import { countFigure, type DisclosedFigure, rateFigure, shareOfCount } from './disclosed-figure.ts';

const ANSWERS_MIN = 5;
/** From the lowest score to the highest. */
const SCORE_STEPS = 4;

type Answered = Omit<SegmentOnDay, 'segment' | 'activeUsers'>;

export function segmentFigures({
  house: { segments },
}: {
  readonly house: Pick<HouseOnDay, 'segments'>;
}): readonly DisclosedFigure[] {
  const all = answeredIn(segments);
  return [
    countFigure('surveyAnswers', all.answers),
    ...(all.answers < ANSWERS_MIN
      ? []
      : [
          ...rateFigure('satisfaction', meanOfScale(all)),
          ...rateFigure('satisfiedShare', shareSatisfied(all)),
        ]),
    ...segments.map((one) => countFigure('activeUsersBySegment', one.activeUsers, one.segment)),
    ...toldSegments(segments).flatMap((one) => [
      countFigure('surveyAnswersBySegment', one.answers, one.segment),
      ...rateFigure('satisfactionBySegment', meanOfScale(one), one.segment),
      ...rateFigure('satisfiedShareBySegment', shareSatisfied(one), one.segment),
    ]),
  ];
}

/**
 * Those with enough answers. What the others answered must not follow from the whole: where they are too few together,
 * the smallest of the rest is left out with them.
 */
function toldSegments(segments: readonly SegmentOnDay[]): readonly SegmentOnDay[] {
  const enough = segments.filter(({ answers }) => answers >= ANSWERS_MIN);
  const left = answeredIn(segments).answers - answeredIn(enough).answers;
  if (left === 0 || left >= ANSWERS_MIN) return enough;
  const [smallest] = enough.toSorted((one, other) => one.answers - other.answers);
  return enough.filter((one) => one !== smallest);
}

function answeredIn(segments: readonly SegmentOnDay[]): Answered {
  let [answers, satisfied, scores] = [0, 0, 0];
  for (const one of segments) {
    answers += one.answers;
    satisfied += one.satisfied;
    scores += one.scores;
  }
  return { answers, satisfied, scores };
}

/** The mean answer on a scale on which 1 is nothing and 5 the whole. */
function meanOfScale({ answers, scores }: Answered): number | undefined {
  return shareOfCount(scores - answers, answers * SCORE_STEPS);
}

function shareSatisfied({ answers, satisfied }: Answered): number | undefined {
  return shareOfCount(satisfied, answers);
}
