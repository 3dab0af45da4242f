// What clients pay apart from any loan: every version, the release by a second person, and a form for the next one.
import type { ClientTariffOnWire } from '@mutua/contract/product/tariff.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { Empty, NoticeBox } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { useDesk } from '../office-frame.tsx';
import { usePosts } from '../parts/use-posts.ts';
import { FeeRows, type TypedFee, typedFees, wireFees } from './fee-rows.tsx';
import { PRODUCTS_WORDS } from './products-words.ts';
import { FeeTable } from './terms-card.tsx';

const CURRENCY = 'CNY';

/** The newest version stands last. */
export function TariffCard() {
  const { t } = useWords(PRODUCTS_WORDS);
  const tariffs = useRead('/api/office/client-tariffs', { query: { limit: 200 } });
  const isOfficer = usePosts('product_officer');
  return (
    <Card title={t('tariffs')} note={t('tariffsNote')}>
      <Shown read={tariffs}>
        {({ items }) => (
          <>
            {items.length === 0 && <Empty why={t('noTariff')} />}
            {items.map((version) => (
              <TariffVersion key={version.number} version={version} />
            ))}
            {isOfficer && <NewTariff newest={items.at(-1)} />}
          </>
        )}
      </Shown>
    </Card>
  );
}

function TariffVersion({ version }: { readonly version: ClientTariffOnWire }) {
  const { t } = useWords(PRODUCTS_WORDS);
  const { number, tariff, isApproved, actions } = version;
  const command = useCommand('/api/office/client-tariffs/:number/approval');
  return (
    <section className="tariff-version">
      <h3>
        <Plain>{t('tariffVersion', { number })}</Plain> · {t('from')}{' '}
        <DayOnPage day={tariff.effectiveFrom} />{' '}
        <StatusMark
          status={isApproved ? 'ok' : 'pending'}
          word={t(isApproved ? 'inForce' : 'draft')}
        />
      </h3>
      <FeeTable tariff={tariff} row={`clients ${number}`} />
      <Refusal of={command} />
      {actions.includes('approve') && (
        <Button
          isBusy={command.state.kind === 'sending'}
          onClick={() => void command.send({}, { path: { number: String(number) } })}
        >
          {t('approveTariff')}
        </Button>
      )}
    </section>
  );
}

function NewTariff({ newest }: { readonly newest: ClientTariffOnWire | undefined }) {
  const { t } = useWords(PRODUCTS_WORDS);
  const [isOpen, setOpen] = useState(false);
  const desk = useDesk();
  if (!isOpen || desk.kind !== 'ready') {
    return <Button onClick={() => setOpen(true)}>{t('newTariff')}</Button>;
  }
  const fees = newest === undefined ? FIRST_FEES : typedFees(newest.tariff);
  return <TariffForm today={desk.value.day} first={fees} />;
}

const FIRST_FEES: readonly TypedFee[] = [
  {
    ...{ key: 'withdrawal lender', kind: 'withdrawal', payer: 'lender' },
    ...{ due: 'event', rule: 'fixed', value: '0' },
  },
];

interface TariffFormProps {
  readonly today: string;
  readonly first: readonly TypedFee[];
}

function TariffForm({ today, first }: TariffFormProps) {
  const { t } = useWords(PRODUCTS_WORDS);
  const command = useCommand('/api/office/client-tariffs');
  const [from, setFrom] = useState(today);
  const [typed, setTyped] = useState(first);
  const fees = wireFees(typed, CURRENCY);
  const submit = () => {
    const tariff = { currency: CURRENCY, effectiveFrom: from, rounding: 'half_up', fees };
    void command.send({ tariff });
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={t('from')}>
        {(field) => <TextInput field={field} type="date" value={from} onChange={setFrom} />}
      </Field>
      <FeeRows fees={typed} onChange={setTyped} />
      <Refusal of={command} />
      {command.state.kind === 'done' && <NoticeBox>{t('proposed')}</NoticeBox>}
      <Button
        type="submit"
        isBusy={command.state.kind === 'sending'}
        isDisabled={fees === undefined}
      >
        {t('submitTariff')}
      </Button>
    </form>
  );
}
