import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { News } from '../email/news.service.js';
import { Templates } from '../email/templates/templates.service.js';
import { type FieldError, Invalid } from '../platform/http/errors.js';
import { type FrozenStep, type Step } from './journey.js';
import { foreignTags, freezeSteps } from './journeys.sql.js';
import { tagsOf, wrongJumps } from './steps.js';

export type { Step };

/** The steps of a journey beyond their form: what they name, and the copy that people go through. */
@Injectable()
export class JourneySteps {
  constructor(
    private readonly news: News,
    private readonly templates: Templates,
  ) {}

  /** @throws Invalid unless they lead forward and name tags and templates of this organization. */
  async check(tx: EntityManager, ownerId: string, steps: readonly Step[]): Promise<void> {
    const named = tagsOf(steps);
    const foreign = await foreignTags(
      tx,
      ownerId,
      named.map(({ tagId }) => tagId),
    );
    const wrong = wrongJumps(steps);
    for (const { at, tagId } of named)
      if (foreign.has(tagId)) wrong.push({ param: `steps.${at}.tag_id`, message: 'Choose a tag.' });
    for (const [at, step] of steps.entries())
      if (step.kind === 'mail' && !(await this.templates.content(tx, ownerId, step.template_id)))
        wrong.push({ param: `steps.${at}.template_id`, message: 'Choose a template.' });
    if (wrong.length > 0) throw new Invalid(wrong);
  }

  /**
   * Makes them the version that new people start with, each mail with what its template says now.
   *
   * @throws Invalid where a mail may not go out as it is, with the reasons that the composer shows.
   */
  async freeze(tx: EntityManager, ownerId: string, journeyId: string, steps: readonly Step[]): Promise<void> {
    const wrong: FieldError[] = [];
    const frozen: FrozenStep[] = [];
    for (const [at, step] of steps.entries()) {
      if (step.kind !== 'mail') {
        frozen.push(step);
        continue;
      }
      const content = await this.templates.content(tx, ownerId, step.template_id);
      const problems = content ? await this.news.problems(tx, ownerId, content) : ['The template is gone.'];
      wrong.push(...problems.map((message) => ({ param: `steps.${at}.template_id`, message })));
      if (content) frozen.push({ ...step, content });
    }
    if (wrong.length > 0) throw new Invalid(wrong);
    await freezeSteps(tx, journeyId, frozen);
  }
}
