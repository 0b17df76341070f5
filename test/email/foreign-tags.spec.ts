import { describe, expect, it } from '@jest/globals';
import { foreignTagsIn, translateTags } from '../../console/src/mailings/html/foreign-tags.js';
import { tagsIn } from '../../src/email/compose/merge-tags.js';

describe('Merge tags of other tools', () => {
  it('become ours where there is an equal one, with the words for strangers that they had', () => {
    for (const [theirs, ours] of [
      ['*|FNAME|*', '{{given_name}}'],
      ['*|TITLE:LNAME|*', '{{family_name}}'],
      ['*|MERGE1|*', '{{given_name}}'],
      ['{{ first_name }}', '{{given_name}}'],
      [`{{ first_name | default: "Friend" }}`, '{{given_name|Friend}}'],
      [`{{first_name|default:'dear friend'}}`, '{{given_name|dear friend}}'],
      ['{{{FirstName}}}', '{{given_name}}'],
      ['{{ recipient.first_name_or_friend }}', '{{given_name|friend}}'],
      ['{{ .Subscriber.FirstName }}', '{{given_name}}'],
      ['{{ .Subscriber.Name }}', '{{full_name}}'],
      ['{{ contact.LASTNAME }}', '{{family_name}}'],
      ['[[FIRSTNAME OR "Friend"]]', '{{given_name|Friend}}'],
      ['%FIRSTNAME%', '{{given_name}}'],
    ]) {
      const { text, turned, unknown } = translateTags(`Dear ${theirs},`);
      expect([theirs, text, turned, unknown]).toEqual([theirs, `Dear ${ours},`, 1, []]);
      expect(tagsIn(text)).toHaveLength(1);
    }
  });

  it('stay as they are and are named where there is none', () => {
    for (const tag of [
      '*|LIST:ADDRESS|*',
      '*|IF:FNAME|*',
      '{{ city }}',
      '{{ event.name }}',
      '{{ if .Subscriber.FirstName }}',
      '{{ .Subscriber.Email }}',
      '{% if first_name %}',
      '{{ first_name_x }}',
      '[[PHONE]]',
      '%UNSUBSCRIBELINK%',
    ])
      expect(translateTags(`Hi ${tag}!`)).toEqual({ text: `Hi ${tag}!`, turned: 0, unknown: [tag] });
  });

  it('of our own stay untouched, and so does what only looks like a tag', () => {
    const text = '{{given_name|friend}}, {{ full_name }}: 100% off, 50%, [1], {x} and * | *';
    expect(translateTags(text)).toEqual({ text, turned: 0, unknown: [] });
    expect(foreignTagsIn(`${text} *|FNAME|* {{city}} {{city}}`)).toEqual(['*|FNAME|*', '{{city}}']);
  });

  it('give no words for strangers that would break our tag, and none that nobody wrote', () => {
    expect(translateTags(`{{ first_name | default: "a|b" }}`).text).toBe('{{given_name|ab}}');
    expect(translateTags(`{{ first_name | capitalize }}`).text).toBe('{{given_name}}');
    expect(
      tagsIn(translateTags(`{{ name | default: "${'x'.repeat(100)}" }}`).text)[0]!.fallback,
    ).toHaveLength(80);
  });

  it('are found in a long text in no time, however it tries to delay', () => {
    const began = Date.now();
    for (const text of [
      '{{'.repeat(200_000),
      '*|a'.repeat(150_000),
      '[[ '.repeat(150_000),
      '%A'.repeat(200_000),
    ])
      translateTags(text);
    expect(Date.now() - began).toBeLessThan(2_000);
  });
});
