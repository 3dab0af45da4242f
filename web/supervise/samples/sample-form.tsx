// What a sample is drawn by; the answers stand in the address, so that a sample can be cited.
import type { SamplePopulation } from '@mutua/contract/supervision/indicators.ts';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { SAMPLE_WORDS } from './sample-words.ts';

const SIZES = ['10', '25', '50', '100', '200'] as const;
const SEED = /^[0-9A-Za-z._-]{1,64}$/;

export function SampleForm() {
  const { t } = useWords(SAMPLE_WORDS);
  const [query, change] = useQueryString();
  const [seed, setSeed] = useState(query.get('seed') ?? '');
  const [size, setSize] = useState(SIZES.find((one) => one === query.get('size')) ?? '50');
  const [population, setPopulation] = useState<SamplePopulation>(
    query.get('population') === 'open' ? 'open' : 'disbursed',
  );
  const [isWrong, setWrong] = useState(false);
  const draw = (event: FormEvent) => {
    event.preventDefault();
    const isSeed = SEED.test(seed);
    setWrong(!isSeed);
    if (isSeed) change({ seed, size, population });
  };
  return (
    <Card title={t('title')}>
      <form className="sample-form" onSubmit={draw} noValidate>
        <Field
          label={t('seed')}
          hint={t('seedHint')}
          complaint={isWrong ? t('seedWrong') : undefined}
        >
          {(field) => (
            <TextInput
              field={field}
              value={seed}
              onChange={setSeed}
              maxLength={64}
              autoComplete="off"
            />
          )}
        </Field>
        <Field label={t('size')}>
          {(field) => (
            <Select
              field={field}
              value={size}
              options={SIZES.map((value) => ({ value, label: value }))}
              onChange={setSize}
            />
          )}
        </Field>
        <Field label={t('population')}>
          {(field) => (
            <Select
              field={field}
              value={population}
              options={[
                { value: 'disbursed', label: t('disbursed') },
                { value: 'open', label: t('open') },
              ]}
              onChange={setPopulation}
            />
          )}
        </Field>
        <Button kind="primary" size="large" type="submit">
          {t('draw')}
        </Button>
      </form>
    </Card>
  );
}
