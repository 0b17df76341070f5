import { describe, expect, it } from '@jest/globals';
import { guessColumns } from '../../../src/people/import/column-guesses.js';
import { RowReader } from '../../../src/people/import/row-reader.js';
import { rowsOf } from '../../../src/people/import/text-format.js';

/** Headings as these systems write them in their exports; the people are made up. */
const EXPORTS = {
  'Action Network': `uuid,first_name,last_name,email,Phone Number,can2_user_address,can2_user_city,can2_user_state,zip_code,County,can2_user_tags,can2_subscription_status,can2_sms_status,can2_subscription_date
9f0c6a7e-2f4b-4d53-9d7a-1c1f0b6f2f11,Ana,Lima,ana@example.org,6175550101,1 Elm St,Lowell,MA,01850,Middlesex,"Volunteer, Phone bank",subscribed,unsubscribed,2025-03-01
`,
  NationBuilder: `nationbuilder_id,first_name,middle_name,last_name,email,email_opt_in,phone_number,mobile_number,mobile_opt_in,primary_address1,primary_address2,primary_city,primary_state,primary_zip,primary_country_code,tag_list,is_volunteer,external_id
4711,Ana,Maria,Lima,ana@example.org,true,,6175550101,false,1 Elm St,,Lowell,MA,01850,US,"Volunteer,Phone bank",true,
`,
  Mailchimp: `"Email Address","First Name","Last Name","Phone Number",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS
ana@example.org,Ana,Lima,6175550101,2,,,"2025-03-01 14:40:47",192.0.2.1,42.6,-71.3,-5,-4,America/New_York,US,MA,"2025-03-01 14:40:47",123,4711ab,,"""Volunteer"",""Phone bank"""
`,
  Mobilize: `id,event_id,timeslot_id,user_id,user__given_name,user__family_name,user__email_address,user__phone_number,user__postal_code,status,attended,created_date,utm_source
1,20,300,4711,Ana,Lima,ana@example.org,6175550101,01850,CONFIRMED,true,2025-03-01,partner
`,
};

function firstOf(text: string) {
  const [headings, row] = rowsOf({ text, isWhole: true }, ',');
  const { mapping, preset } = guessColumns(headings!.cells);
  return { preset, mapping, row: new RowReader(headings!.cells, mapping, new Map()).read(row!) };
}

describe('an export of another system', () => {
  it.each(Object.entries(EXPORTS))(
    '%s is known by its headings, and its columns for what they are',
    (name, text) => {
      const { preset, row } = firstOf(text);
      expect(preset?.name).toBe(name);
      expect(row).toMatchObject({
        given_name: 'Ana',
        family_name: 'Lima',
        canonicals: ['ana@example.org'],
        phones: ['+16175550101'],
        isRefused: false,
        remark: null,
      });
      // Its own id, by which the next export finds the same people.
      expect(row.external_id).toMatch(/^(9f0c6a7e|4711)/);
    },
  );

  it.each(['Action Network', 'NationBuilder'] as const)('%s tells where people live', (name) => {
    const { row } = firstOf(EXPORTS[name]);
    expect(row).toMatchObject({ street: '1 Elm St', city: 'Lowell', state: 'MA', zip: '01850' });
  });

  it.each(['Action Network', 'NationBuilder', 'Mailchimp'] as const)('%s brings its tags', (name) => {
    expect(firstOf(EXPORTS[name]).row.tags).toEqual(['Volunteer', 'Phone bank']);
  });

  it('says who agreed to what, where it says it', () => {
    expect(firstOf(EXPORTS['Action Network']).row).toMatchObject({ email_word: true, sms_word: false });
    expect(firstOf(EXPORTS.NationBuilder).row).toMatchObject({ email_word: true, sms_word: false });
    expect(firstOf(EXPORTS.Mailchimp).row).toMatchObject({ email_word: null, sms_word: null });
  });

  it("takes Mailchimp's list of those who left for a list of those who left", () => {
    const { row } = firstOf(
      'Email Address,First Name,MEMBER_RATING,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,LEID,EUID\nana@example.org,Ana,2,2025-03-01 14:40:47,May,Too many,123,4711ab\n',
    );
    expect(row.email_word).toBe(false);
  });

  it("does not take Mobilize's sign-up for its person, nor where the event is for where they live", () => {
    const { row, mapping } = firstOf(EXPORTS.Mobilize);
    expect(row).toMatchObject({ external_id: '4711', zip: '01850', city: '' });
    expect(mapping[0]).toEqual({ is: 'ignore' });
  });

  it('is not seen in any list that has an email and a name', () => {
    expect(guessColumns(['First name', 'Email', 'Tags', 'ID']).preset).toBeNull();
  });
});
