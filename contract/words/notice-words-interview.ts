// The words of notices about interviews.
import type { NoticeKind } from '@mutua/core/notice/notice.ts';
import type { Language } from './language.ts';

type Words = Readonly<Record<Language, string>>;
type InterviewNotice = Extract<NoticeKind, `interview_${string}`>;

export const INTERVIEW_NOTICE_WORDS: Readonly<
  Record<InterviewNotice, { readonly title: Words; readonly text: Words }>
> = {
  interview_asked: {
    title: { 'zh-CN': '请预约面审', en: 'Please book an interview' },
    text: {
      'zh-CN': '您的借款申请须先通过面审。请在借款页选择时间和方式。',
      en: 'Your application needs an interview first. Please choose when and how on the page of your loan.',
    },
  },
  interview_booked: {
    title: { 'zh-CN': '面审已预约', en: 'Interview booked' },
    text: {
      'zh-CN':
        '您的面审约在{day}，时间{time}，方式为{reason}。请备好身份证件；当日之前可以改约一次。',
      en: 'Your interview is on {day} at {time}, {reason}. Please have your identity document at hand; until the day before you may move it once.',
    },
  },
  interview_moved: {
    title: { 'zh-CN': '面审已改约', en: 'Interview moved' },
    text: {
      'zh-CN': '您的面审改在{day}，时间{time}，方式为{reason}。请备好身份证件。',
      en: 'Your interview is now on {day} at {time}, {reason}. Please have your identity document at hand.',
    },
  },
  interview_held: {
    title: { 'zh-CN': '面审已完成', en: 'Interview held' },
    text: {
      'zh-CN': '您于{day}的面审已完成，接下来由工作人员作出审批决定。',
      en: 'Your interview of {day} is done. The staff now decide on your application.',
    },
  },
};
