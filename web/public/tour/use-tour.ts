// Where the tour is, what it is doing, and what was refused. The id of the loan stands in the page's address.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyForLoan, runAct } from './tour-acts.ts';
import { Refused, type TourClient } from './tour-client.ts';
import { readStanding, type Standing } from './tour-standing.ts';
import {
  type Act,
  type ActKey,
  currentAct,
  isAstray,
  isWaiting,
  type StepKey,
} from './tour-steps.ts';

const LOOK_MS = 700;

export interface Tour {
  readonly loanId: string | undefined;
  readonly standing: Standing | undefined;
  readonly current: { readonly step: StepKey; readonly act: Act } | undefined;
  readonly isBusy: boolean;
  /** The business date while days are ended one after the other. */
  readonly runningDay: string | undefined;
  /** What was refused, in the words of the API. */
  readonly problem: string | undefined;
  apply(amount: string): void;
  run(key: ActKey): void;
  readAgain(): void;
}

/** One tour, on the loan that the address names. */
export function useTour(client: TourClient): Tour {
  const { t } = useTranslation();
  const [loanId, setLoanId] = useState(loanInAddress);
  const [standing, setStanding] = useState<Standing>();
  const [isBusy, setBusy] = useState(false);
  const [runningDay, setRunningDay] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const leaving = useRef(new AbortController());

  const attempt = useCallback(
    async (work: () => Promise<void>) => {
      setBusy(true);
      setProblem(undefined);
      try {
        await work();
      } catch (error) {
        setProblem(error instanceof Refused ? error.problem.detail : t('tour.unknownProblem'));
      }
      setRunningDay(undefined);
      setBusy(false);
    },
    [t],
  );
  const read = useCallback(
    async (id: string) => setStanding(await readStanding(client, id)),
    [client],
  );

  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);
  useEffect(() => {
    if (loanId !== undefined) void attempt(() => read(loanId));
  }, [loanId, attempt, read]);

  const current = loanId === undefined || standing !== undefined ? currentAct(standing) : undefined;
  useWatch({ client, loanId, standing, setStanding, isOff: isBusy || current === undefined });

  return {
    ...{ loanId, standing, current, isBusy, runningDay, problem },
    apply: (amount) =>
      void attempt(async () => {
        const id = await applyForLoan(client, amount);
        putLoanInAddress(id);
        setLoanId(id);
      }),
    run: (key) =>
      void attempt(async () => {
        if (standing === undefined || loanId === undefined) return;
        const written = (name: Parameters<typeof wordKey>[0]) => t(wordKey(name));
        const context = { client, standing, written, leaving: leaving.current.signal };
        try {
          await runAct(key, { ...context, onDay: setRunningDay });
        } finally {
          await read(loanId);
        }
      }),
    readAgain: () => {
      if (loanId !== undefined) void attempt(() => read(loanId));
    },
  };
}

interface Watched {
  readonly client: TourClient;
  readonly loanId: string | undefined;
  readonly standing: Standing | undefined;
  readonly setStanding: (standing: Standing) => void;
  readonly isOff: boolean;
}

/** Looks again and again while something is awaited that has no button here. */
function useWatch({ client, loanId, standing, setStanding, isOff }: Watched): void {
  const current = currentAct(standing);
  const waits =
    !isOff &&
    standing !== undefined &&
    current !== undefined &&
    !isAstray(standing) &&
    isWaiting(current.act, standing);
  useEffect(() => {
    if (!waits || loanId === undefined || standing === undefined) return undefined;
    let isLeft = false;
    // A look that failed is no refusal: the next one is taken all the same.
    const take = (next: Standing) => {
      if (!isLeft) setStanding(next);
    };
    const timer = setTimeout(() => {
      readStanding(client, loanId).then(take, () => take({ ...standing }));
    }, LOOK_MS);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [waits, loanId, client, standing, setStanding]);
}

function wordKey(name: 'title' | 'summary' | 'reason' | 'finding' | 'stuck') {
  return `tour.written.${name}` as const;
}

function loanInAddress(): string | undefined {
  return new URLSearchParams(location.search).get('loan') ?? undefined;
}

function putLoanInAddress(loanId: string): void {
  const address = new URL(location.href);
  address.searchParams.set('loan', loanId);
  history.replaceState(null, '', address);
}
