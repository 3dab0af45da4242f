// The third step: the risk questionnaire, a question at a time; each answer is kept until all are handed in.
import type { QuestionnaireOnWire } from '@mutua/contract/people/client.ts';
import { useEffect, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { PATH_WORDS } from './path-words.ts';

type Question = QuestionnaireOnWire['questions'][number];
type Answers = Readonly<Record<string, string>>;

/** Answers are kept on the device until they are handed in; who comes back goes on at the same question. */
const KEPT = 'mutua.questionnaire';

export function QuestionnaireStep() {
  const read = useRead('/api/questionnaire');
  return <Shown read={read}>{(asked) => <Questions asked={asked} />}</Shown>;
}

function Questions({ asked: { version, questions } }: { readonly asked: QuestionnaireOnWire }) {
  const { t } = useWords(PATH_WORDS);
  const [answers, setAnswers] = useState(keptAnswers);
  const [place, setPlace] = useState(() => firstOpen(questions, keptAnswers()));
  const command = useCommand('/api/questionnaire-answers');
  const question = questions[place];
  const answer = question === undefined ? undefined : answers[question.code];
  const isLast = place === questions.length - 1;
  const choose = (option: string) => {
    if (question === undefined) return;
    const next = { ...answers, [question.code]: option };
    setAnswers(next);
    localStorage.setItem(KEPT, JSON.stringify(next));
  };
  const goOn = async (): Promise<void> => {
    if (answer === undefined) return;
    if (!isLast) {
      setPlace(place + 1);
      return;
    }
    const done = await command.send({ version, answers });
    if (done.kind === 'done') localStorage.removeItem(KEPT);
  };
  useAnswerKeys(question, choose, () => void goOn());
  if (question === undefined) return null;
  return (
    <form
      className="questionnaire"
      onSubmit={(event) => {
        event.preventDefault();
        void goOn();
      }}
    >
      <progress value={place + 1} max={questions.length} aria-label={t('step3')} />
      <QuestionField question={question} answer={answer} onChoose={choose} />
      <Refusal of={command} />
      <div className="acts">
        <Button isDisabled={place === 0} onClick={() => setPlace(place - 1)}>
          {t('before')}
        </Button>
        <span className="quiet">
          <Plain>{t('question', { number: place + 1, count: questions.length })}</Plain>{' '}
          {Object.keys(answers).length > 0 && t('saved')}
        </span>
        <Button
          type="submit"
          kind="primary"
          isDisabled={answer === undefined}
          isBusy={command.state.kind === 'sending'}
          testId="next-question"
        >
          {isLast ? t('submit') : t('after')}
        </Button>
      </div>
      <p className="quiet">{t('answerKeys')}</p>
    </form>
  );
}

function QuestionField({
  question,
  answer,
  onChoose,
}: {
  readonly question: Question;
  readonly answer: string | undefined;
  readonly onChoose: (option: string) => void;
}) {
  return (
    <fieldset>
      <legend data-plain="">{question.text}</legend>
      {question.options.map(({ code, text }, index) => (
        <label key={`${question.code} ${code}`} className="answer" data-plain="">
          <input
            type="radio"
            name={question.code}
            value={code}
            checked={answer === code}
            onChange={() => onChoose(code)}
          />
          <span>{text}</span>
          <kbd>{index + 1}</kbd>
        </label>
      ))}
    </fieldset>
  );
}

function keptAnswers(): Answers {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Answers) : {};
  } catch {
    // Somebody else wrote there: it begins anew.
    return {};
  }
}

function firstOpen(questions: readonly Question[], answers: Answers): number {
  const open = questions.findIndex(({ code }) => answers[code] === undefined);
  return open < 0 ? questions.length - 1 : open;
}

/** Numbers choose, also while a choice has the focus; Enter there goes on by the form itself. */
function useAnswerKeys(
  question: Question | undefined,
  choose: (option: string) => void,
  goOn: () => void,
): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      const option = question?.options.find((_, index) => event.key === `${index + 1}`);
      if (option !== undefined) choose(option.code);
      if (event.key === 'Enter' && event.target === document.body) goOn();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [question, choose, goOn]);
}
