// A sample of loans: drawn by a seed, the same for everybody, with how to check it and a file of all evidence.

import { addressOf } from '../../api/ask.ts';
import { useRead } from '../../api/use-read.ts';
import { Card } from '../../ui/kit/card.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { AsOf, NotClosed, useAsOf } from '../as-of.tsx';
import { isNotThere } from '../is-not-there.ts';
import { SuperviseFrame } from '../supervise-frame.tsx';
import { DrawnLoans } from './drawn-loans.tsx';
import { SampleForm } from './sample-form.tsx';
import { SAMPLE_WORDS } from './sample-words.ts';

/** `/supervise/samples` */
export function SamplePage() {
  const { t } = useWords(SAMPLE_WORDS);
  const [query] = useQueryString();
  const day = useAsOf();
  const seed = query.get('seed') ?? '';
  return (
    <SuperviseFrame title={t('title')} lead={t('lead')}>
      <AsOf />
      {day !== undefined && (
        <>
          <SampleForm key={query.toString()} />
          {seed !== '' && <Sample day={day} seed={seed} />}
        </>
      )}
      <HowToCheck />
    </SuperviseFrame>
  );
}

function Sample({ day, seed }: { readonly day: string; readonly seed: string }) {
  const { t } = useWords(SAMPLE_WORDS);
  const [query] = useQueryString();
  const asked = {
    ...{ day, seed },
    size: query.get('size') ?? undefined,
    population: query.get('population') ?? undefined,
  };
  const sample = useRead('/api/supervision/samples', { query: asked });
  if (isNotThere(sample)) return <NotClosed />;
  const file = addressOf('/api/supervision/samples/file', { query: asked });
  return (
    <Card
      title={t('drawn')}
      note={t('fileNote')}
      links={
        <a href={file} download>
          {t('file')}
        </a>
      }
    >
      <Shown read={sample} lines={8}>
        {(value) => <DrawnLoans sample={value} />}
      </Shown>
    </Card>
  );
}

function HowToCheck() {
  const { t } = useWords(SAMPLE_WORDS);
  return (
    <Card title={t('how')}>
      <p data-plain="">{t('howOrder')}</p>
      <p data-plain="">{t('howWhole')}</p>
      <p data-plain="">{t('howCommand')}</p>
      <pre>{"printf '%s' 'seed:loanId' | sha256sum"}</pre>
    </Card>
  );
}
