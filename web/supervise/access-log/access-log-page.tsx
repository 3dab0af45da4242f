// What an observer looked at: each view, written down before it was answered.
import { usePagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { declareWords, useWords } from '../../ui/words/declare-words.ts';
import { PagedTable } from '../paged-table.tsx';
import { SuperviseFrame } from '../supervise-frame.tsx';

const WORDS = declareWords('supervise.accessLog', {
  title: ['我的查看记录', 'My views'],
  lead: [
    '您看过什么，一条不少，最近的在最上面。打开这一页也是一次查看。',
    'All that you looked at, the newest first. To open this page is a view too.',
  ],
  views: ['查看记录', 'Views'],
  none: ['还没有记录。', 'There is none yet.'],
  number: ['编号', 'Number'],
  when: ['时间', 'When'],
  what: ['查看了什么', 'What was looked at'],
  address: ['地址', 'Address'],
  listSupervisedDays: ['关账日列表', 'The closed days'],
  getSupervisedFigures: ['某日指标', 'The indicators of a day'],
  listIndicatorRows: ['指标的各行', 'The rows of an indicator'],
  drawSample: ['抽样', 'A sample'],
  getSampleFile: ['样本的全部证据', 'The evidence of a sample'],
  getLoanEvidence: ['借款的证据', 'The evidence of a loan'],
  listTransfersOfLoan: ['借款的账本分录', 'The lines of a loan'],
  listOwnViews: ['查看记录', 'The views'],
  other: ['接口 {{operation}}', 'The interface {{operation}}'],
});

/** `/supervise/access-log` */
export function AccessLogPage() {
  const { t } = useWords(WORDS);
  const views = usePagedRead('/api/supervision/access-log');
  const what = (operation: string) => {
    const key = WORDS.keys.find((one) => one === operation);
    return key === undefined ? t('other', { operation }) : t(key);
  };
  return (
    <SuperviseFrame title={t('title')} lead={t('lead')}>
      <Card title={t('views')}>
        <PagedTable
          read={views}
          caption={t('views')}
          empty={t('none')}
          rowKey={({ viewId }) => viewId}
          columns={[
            { key: 'number', head: t('number'), cell: ({ viewId }) => <Plain>{viewId}</Plain> },
            { key: 'when', head: t('when'), cell: ({ at }) => <MomentOnPage at={at} /> },
            { key: 'what', head: t('what'), cell: ({ operation }) => what(operation) },
            {
              ...{ key: 'address', head: t('address') },
              cell: ({ address }) => <code>{address}</code>,
            },
          ]}
        />
      </Card>
    </SuperviseFrame>
  );
}
