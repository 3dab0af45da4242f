// Names and words of people who are nobody. The region 119999 of their numbers stands in no list of regions
// (GB/T 2260), and numbers of mobile phones beginning with 154 are given to nobody.
import type { Purpose } from '@mutua/core/law/rule-pack.ts';
import { checkCharacterOf, creditCodeSignOf } from '@mutua/core/people/identity-number.ts';
import { addDays, dayOf, formatDay } from '@mutua/core/time/day.ts';
import type { Chance } from './chance.ts';

const REGION = '119999';
const FIRST_BIRTHDAY = dayOf(1962, 1, 1);
/** Up to the year 2001: everybody is of age. */
const BIRTHDAYS = 14_400;
/** Beyond those of the demo's persons. */
const FIRST_ORDER = 300;

const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹苏潘葛范彭鲁韦马苗方俞任袁柳鲍史唐薛雷贺倪汤罗毕郝安常傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄米明戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾路江童郭梅林钟徐邱骆高夏蔡田胡凌霍万柯卢莫房解丁邓郁单洪包石崔吉龚程邢裴陆荣翁';
const GIVEN =
  '安澜 柏舟 子衿 思齐 清和 明远 景行 怀瑾 若谷 知远 文昭 书言 语桐 亦凡 佳宁 雨桐 梓涵 浩然 俊熙 欣怡 晓峰 建国 志强 秀英 丽华 海燕 国栋 文博 静怡 天佑 立群 永康 晨曦 家豪 婉清 雅琴 振宇 少华 云帆 雪莹 春梅 秋实 冬青 夏禾 一鸣 致远 乐山 望舒 听雨 临风 星河 若水 长青 念慈 向阳 嘉树 允中 宜修 伯言 仲谋 采薇 疏影 月明 山青 子墨 慕白 初晴 南枝 北辰 东篱 西楼 凌云 青岚 白露 霜降 谷雨'.split(
    ' ',
  );
const OCCUPATIONS =
  '会计 教师 护士 货车司机 餐馆店主 程序员 快递站长 装修师傅 销售经理 药店店员 电工 超市店主 设计师 美发师 仓库主管 幼儿园教师 工程监理 网店店主'.split(
    ' ',
  );
const TRADES =
  '木作工坊 茶叶商行 印刷社 食品商行 布艺工坊 五金商行 花卉园 包装厂 家电维修部 文具商行'.split(
    ' ',
  );
/** Codes of provinces: where people say that they live. */
const REGIONS =
  '110000 310000 320000 330000 440000 510000 420000 350000 370000 430000 610000 410000 500000 340000 210000'.split(
    ' ',
  );

const TITLES: Readonly<Partial<Record<Purpose, readonly string[]>>> = {
  consumption: [
    ...['家庭日常消费周转', '购置家电家具', '婚礼筹备用款', '换购家用电动车'],
    ...['节前家庭支出', '搬家与押金支出', '添置婴儿用品'],
  ],
  education: ['职业资格培训费用', '孩子学费周转', '在职研究生学费', '语言考试与培训'],
  medical: ['家人住院费用', '牙科治疗费用', '康复治疗费用', '术后护理费用'],
  renovation: ['旧房翻新装修', '厨卫改造', '新房软装', '老屋防水与水电改造', '阳台封窗'],
  working_capital: [
    ...['小店备货周转', '支付供货商货款', '季节性采购', '门店租金与人工周转', '添置厨房设备'],
    '开学季进货',
  ],
  trade: ['订单采购原料', '扩大进货', '展会备货', '外贸订单打样与备料', '茶叶春采收购'],
};

export function aName(chance: Chance): string {
  const surname = SURNAMES.charAt(chance.below(SURNAMES.length));
  return `${surname}${GIVEN[chance.below(GIVEN.length)] ?? ''}`;
}

export function anEnterprise(chance: Chance): string {
  const trade = TRADES[chance.below(TRADES.length)] ?? '';
  return `${GIVEN[chance.below(GIVEN.length)] ?? ''}${SURNAMES.charAt(chance.below(SURNAMES.length))}记${trade}`;
}

export function anOccupation(chance: Chance): string {
  return OCCUPATIONS[chance.below(OCCUPATIONS.length)] ?? '会计';
}

export function aRegion(chance: Chance): string {
  // The first ones have the most people.
  const place = Math.min(chance.below(REGIONS.length), chance.below(REGIONS.length));
  return REGIONS[place] ?? '110000';
}

export function titleOf(purpose: Purpose, chance: Chance): string {
  const titles = TITLES[purpose] ?? [];
  return titles[chance.below(titles.length)] ?? '日常周转';
}

/** The number of one of the persons, counted from 0; no two have the same. */
export function identityNumberOf(count: number): string {
  const birthday = addDays(FIRST_BIRTHDAY, (count * 7_919) % BIRTHDAYS);
  const order = FIRST_ORDER + Math.floor(count / BIRTHDAYS);
  const first = `${REGION}${formatDay(birthday).replaceAll('-', '')}${order}`;
  return `${first}${checkCharacterOf(first)}`;
}

export function creditCodeOfEnterprise(count: number): string {
  const first = `91${REGION}MA${String(count).padStart(7, '0')}`;
  return `${first}${creditCodeSignOf(first)}`;
}

export function mobileOf(count: number): string {
  return `154${String(10_000_000 + count)}`;
}
