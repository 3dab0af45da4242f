// The words of the risk questionnaire in both languages, under the codes of its questions and answers.
import type { QuestionOfVersion1 } from '@mutua/core/people/questionnaire.ts';
import type { Label } from './value-lists.ts';

interface QuestionWords<Option extends string> {
  readonly question: Label;
  readonly options: Readonly<Record<Option, Label>>;
}

/** Each question with all its answers, and no other; the compiler sees to it. */
type WordsOf<Question extends { code: string; options: readonly { code: string }[] }> = {
  readonly [One in Question as One['code']]: QuestionWords<One['options'][number]['code']>;
};

function label(chinese: string, english: string): Label {
  return { 'zh-CN': chinese, en: english };
}

export const RISK_QUESTIONNAIRE_1_WORDS: WordsOf<QuestionOfVersion1> = {
  age: {
    question: label('您的年龄是？', 'How old are you?'),
    options: {
      under_30: label('18 至 29 周岁', '18 to 29'),
      from_30: label('30 至 44 周岁', '30 to 44'),
      from_45: label('45 至 59 周岁', '45 to 59'),
      from_60: label('60 至 69 周岁', '60 to 69'),
      from_70: label('70 周岁及以上', '70 or more'),
    },
  },
  yearly_income: {
    question: label('您的年收入是多少？', 'What is your yearly income?'),
    options: {
      under_50000: label('不足 5 万元', 'Under 50,000 yuan'),
      from_50000: label('5 万元至 15 万元（不含）', '50,000 to under 150,000 yuan'),
      from_150000: label('15 万元至 50 万元（不含）', '150,000 to under 500,000 yuan'),
      from_500000: label('50 万元至 100 万元（不含）', '500,000 to under 1,000,000 yuan'),
      from_1000000: label('100 万元及以上', '1,000,000 yuan or more'),
    },
  },
  liquid_assets: {
    question: label(
      '您可随时动用的资产（存款、基金、股票等）是多少？',
      'How much do you have in deposits, funds, shares and the like?',
    ),
    options: {
      under_50000: label('不足 5 万元', 'Under 50,000 yuan'),
      from_50000: label('5 万元至 20 万元（不含）', '50,000 to under 200,000 yuan'),
      from_200000: label('20 万元至 100 万元（不含）', '200,000 to under 1,000,000 yuan'),
      from_1000000: label('100 万元及以上', '1,000,000 yuan or more'),
    },
  },
  share_to_lend: {
    question: label(
      '您打算将其中多少用于出借？',
      'How much of it do you mean to lend to others here?',
    ),
    options: {
      under_10_percent: label('不足 10%', 'Less than 10 %'),
      from_10_percent: label('10% 至 30%（不含）', '10 % to under 30 %'),
      from_30_percent: label('30% 至 50%（不含）', '30 % to under 50 %'),
      from_50_percent: label('50% 及以上', '50 % or more'),
    },
  },
  experience: {
    question: label('您有过哪些投资经历？', 'What have you put money into so far?'),
    options: {
      deposits_only: label('仅有存款', 'Deposits only'),
      funds: label('基金或理财产品', 'Funds or wealth products'),
      shares_or_lending: label('股票或直接出借', 'Shares, or direct lending'),
      derivatives: label('期货、期权等', 'Futures, options and the like'),
    },
  },
  knowledge: {
    question: label(
      '您如何评价自己的金融知识？',
      'How well do you know your way in financial matters?',
    ),
    options: {
      none: label('基本不了解', 'Hardly at all'),
      basic: label('了解基本概念', 'The basics'),
      good: label('了解较多，能够判断风险', 'Well enough to judge a risk'),
      professional: label('从事金融工作或受过专业训练', 'By profession or training'),
    },
  },
  horizon: {
    question: label(
      '这笔资金您可以多长时间不使用？',
      'For how long can you do without this money?',
    ),
    options: {
      under_6_months: label('不足 6 个月', 'Less than 6 months'),
      from_6_months: label('6 至 12 个月（不含）', '6 to under 12 months'),
      from_12_months: label('1 至 3 年（不含）', '1 to under 3 years'),
      from_36_months: label('3 年及以上', '3 years or more'),
    },
  },
  need_of_money: {
    question: label(
      '您需要提前收回这笔资金的可能性有多大？',
      'How likely is it that you need the money back early?',
    ),
    options: {
      any_time: label('随时可能需要', 'I may need it at any time'),
      within_a_year: label('一年内可能需要', 'Perhaps within a year'),
      not_foreseen: label('预计不需要', 'I do not expect to'),
    },
  },
  loss_accepted: {
    question: label(
      '借款人不还款时，您可以承受多大的损失？',
      'If borrowers do not pay, how much of your money can you bear to lose?',
    ),
    options: {
      none: label('不能承受任何本金损失', 'None of it'),
      up_to_5_percent: label('不超过 5%', 'Up to 5 %'),
      up_to_20_percent: label('不超过 20%', 'Up to 20 %'),
      all: label('可以承受全部损失', 'All of it'),
    },
  },
  reaction_to_overdue: {
    question: label(
      '您的一笔出借逾期了，您会怎么做？',
      'One of your loans falls overdue. What do you do?',
    ),
    options: {
      stop_at_once: label('立即停止出借', 'Stop lending at once'),
      wait_and_see: label('先观察，暂不增加出借', 'Wait and see, and lend no more for now'),
      part_of_the_plan: label(
        '已有预期，继续分散出借',
        'I expected some of it, and go on lending widely',
      ),
    },
  },
};
