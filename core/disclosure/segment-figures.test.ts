import { describe, expect, it } from 'vitest';
import { CLIENT_SEGMENTS, type ClientSegment, type SegmentOnDay } from './client-segment.ts';
import { figureText } from './disclosed-figure.ts';
import { DISCLOSED_FIGURES, type FigureId } from './figure-catalogue.ts';
import { segmentFigures } from './segment-figures.ts';

/** The scores that the clients of each segment gave; two of each were active besides. */
function told(answers: Partial<Readonly<Record<ClientSegment, readonly number[]>>>) {
  const segments = CLIENT_SEGMENTS.map((segment): SegmentOnDay => {
    const scores = answers[segment] ?? [];
    return {
      ...{ segment, activeUsers: scores.length + 2, answers: scores.length },
      satisfied: scores.filter((score) => score >= 4).length,
      scores: scores.reduce((sum, score) => sum + score, 0),
    };
  });
  const figures = segmentFigures({ house: { segments } });
  return (figure: FigureId, row = '') => {
    const found = figures.find((one) => one.figure === figure && one.row === row);
    if (found !== undefined) expect(found.value.kind).toBe(DISCLOSED_FIGURES[figure].unit);
    return found && figureText(found.value);
  };
}

const FIVE = [5, 5, 5, 4, 1];

describe('satisfaction', () => {
  it('is the mean answer on the scale from the lowest to the highest, and the share of 4 and 5', () => {
    const of = told({ lender_person: FIVE });
    expect(of('surveyAnswers')).toBe('5');
    // (4 + 4 + 4 + 3 + 0) of 20, and four of five.
    expect(of('satisfaction')).toBe('750000ppm');
    expect(of('satisfiedShare')).toBe('800000ppm');
    expect(of('surveyAnswersBySegment', 'lender_person')).toBe('5');
    expect(of('satisfactionBySegment', 'lender_person')).toBe('750000ppm');
    expect(of('satisfiedShareBySegment', 'lender_person')).toBe('800000ppm');
  });

  it('is nothing where all are least content, and the whole where all are most content', () => {
    expect(told({ borrower_person: [1, 1, 1, 1, 1] })('satisfaction')).toBe('0ppm');
    expect(told({ borrower_person: [5, 5, 5, 5, 5] })('satisfaction')).toBe('1000000ppm');
  });

  it('is not told of fewer than five answers, of all or of a segment', () => {
    const of = told({ lender_person: [5, 4, 4, 1] });
    expect(of('surveyAnswers')).toBe('4');
    expect(of('satisfaction')).toBeUndefined();
    expect(of('satisfiedShare')).toBeUndefined();
    for (const figure of SEGMENT_ANSWERS) expect(of(figure, 'lender_person')).toBeUndefined();
  });

  it('of too few does not follow from the whole: the smallest of the others is left out too', () => {
    const of = told({
      lender_person: [...FIVE, 3],
      borrower_person: FIVE,
      lender_organisation: [1],
    });
    expect(of('surveyAnswers')).toBe('12');
    expect(of('satisfaction')).toBeDefined();
    expect(of('satisfactionBySegment', 'lender_person')).toBeDefined();
    for (const figure of SEGMENT_ANSWERS) {
      expect(of(figure, 'lender_organisation')).toBeUndefined();
      expect(of(figure, 'borrower_person')).toBeUndefined();
    }
  });

  it('of several small segments is hidden among themselves where they are five together', () => {
    const of = told({
      ...{ lender_person: FIVE, lender_organisation: [1, 2], borrower_organisation: [3, 3, 3] },
    });
    expect(of('satisfactionBySegment', 'lender_person')).toBe('750000ppm');
    expect(of('satisfactionBySegment', 'lender_organisation')).toBeUndefined();
    expect(of('satisfactionBySegment', 'borrower_organisation')).toBeUndefined();
  });
});

describe('activity', () => {
  it('is counted of every segment, however few answered', () => {
    const of = told({ lender_person: [4] });
    expect(CLIENT_SEGMENTS.map((segment) => of('activeUsersBySegment', segment))).toEqual([
      ...['3', '2', '2', '2'],
    ]);
  });
});

const SEGMENT_ANSWERS = [
  ...(['surveyAnswersBySegment', 'satisfactionBySegment', 'satisfiedShareBySegment'] as const),
];
