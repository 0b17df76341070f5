import { describe, expect, it } from '@jest/globals';
import { seemsToTellStatus } from '../../src/people/safety/status-words.js';

describe('The warning about words that tell who was exploited', () => {
  it.each([
    'Survivor',
    'survivors',
    'She is a survivor of trafficking',
    'Victim status: yes',
    'former victim',
    'was trafficked as a minor',
    'Lived experience',
    'client of the shelter, case no. 12',
    'Sobreviviente',
    'Ella es una víctima',
    'fue explotada en Denver',
    'Sobrevivente',
    'é uma vítima de tráfico',
  ])('warns at “%s”', (text) => expect(seemsToTellStatus(text)).toBe(true));

  it.each([
    'Volunteer',
    'Speaks at schools',
    'Survivor leadership council, invited to the meeting',
    'Works for victim services of the county',
    'Wants to write about the anti-trafficking bill',
    'Interpreter, Spanish',
    'Asked about the survivors fund',
    'Life member of the choir',
    'Quiere ayudar en la mesa de firmas',
    'Prefere ligação à tarde',
  ])('stays silent at “%s”', (text) => expect(seemsToTellStatus(text)).toBe(false));
});
