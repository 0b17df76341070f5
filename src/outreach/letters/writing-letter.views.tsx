import { type ReactElement } from 'react';
import { ErrorSummary, Field, Tick, Trap } from '../../layout/form.views.js';
import { PartnerBoxes } from '../../layout/partner-boxes.views.js';
import { type Visit } from '../../layout/visit.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { type WrittenLetter } from './letter-text.js';
import { Versions } from './versions.views.js';
import { type Why } from './targets.js';
import {
  BackForm,
  frame,
  Hidden,
  LETTER_FIELDS,
  path,
  type Step,
  WRITER_FIELDS,
} from './writing-step.views.js';
import { writingMessages } from './writing.messages.js';
import { type Target } from './writing.service.js';

export function whyText(visit: Visit, why: Why): string {
  const t = writingMessages[visit.language];
  if (why.kind === 'district') return t.whyDistrict(why.seat);
  if (why.kind === 'committee') return t.whyCommittee(why.seat, why.committee);
  return why.kind === 'everybody' ? t.whyEverybody(why.place) : t.whyAlways;
}

function Officials({ visit, targets }: { visit: Visit; targets: readonly Target[] }): ReactElement {
  const t = writingMessages[visit.language];
  const how = { email: t.byEmail, 'web-form': t.byForm, phone: t.byPhone };
  return (
    <ul className="cards">
      {targets.map(({ holder, why, channel }) => (
        <li key={`${holder.office_id} ${holder.official_id}`}>
          <h3>{holder.name}</h3>
          <p>
            {holder.title}, {holder.seat}
          </p>
          <p className="soft">{whyText(visit, why)}</p>
          <p className="hint">{channel ? how[channel.kind] : t.noChannel}</p>
        </li>
      ))}
    </ul>
  );
}

/** Step two: the officials, and the letter to edit. */
export function letterPage(step: Step, targets: readonly Target[], status = 200): HtmlAnswer {
  const { visit, given, state, stamp } = step;
  const t = writingMessages[visit.language];
  const children = (
    <div className="narrow">
      <h1>{t.officialsTitle}</h1>
      <p className="soft">{t.step(2)}</p>
      <Officials visit={visit} targets={targets} />
      <BackForm step={step} label={t.changePlace} to="/start" names={LETTER_FIELDS.concat(WRITER_FIELDS)} />
      <form method="post" action={path(step, '/check')} noValidate>
        <h2>{t.letterTitle}</h2>
        <ErrorSummary state={state} />
        <p>{t.letterHint}</p>
        <Trap stamp={stamp} />
        <Hidden values={state.values ?? {}} names={WRITER_FIELDS} />
        <Field state={state} name="subject" label={t.subject} maxLength={150} />
        <Field state={state} name="body" label={t.body} hint={t.fieldsHint} rows={12} maxLength={5000} />
        <Field
          state={state}
          name="story"
          label={t.story}
          hint={t.storyHint}
          rows={4}
          maxLength={2000}
          isOptional={!given.campaign.is_story_required}
        />
        <Tick state={state} name="consent" label={t.consent(given.host.name)} />
        <PartnerBoxes state={state} partners={given.partners} host={given.host.name} />
        <button className="btn wide">{t.check}</button>
      </form>
    </div>
  );
  return frame(step, t.letterTitle, children, status);
}

/** Step three: the letter as each official will read it. */
export function checkPage(
  step: Step,
  targets: readonly Target[],
  letter: WrittenLetter,
  constituent: { name: string; address: string },
): HtmlAnswer {
  const { visit, state, stamp } = step;
  const t = writingMessages[visit.language];
  const values = state.values ?? {};
  const all = [...WRITER_FIELDS, ...LETTER_FIELDS];
  const children = (
    <div className="narrow">
      <h1>{t.checkTitle}</h1>
      <p className="soft">{t.step(3)}</p>
      <p>{t.checkHint}</p>
      <Versions
        officials={targets.filter(({ channel }) => channel !== null).map(({ holder }) => holder)}
        letter={letter}
        constituent={constituent}
        language={state.language}
      />
      <form method="post" action={path(step, '/sending')} noValidate>
        <Trap stamp={stamp} />
        <Hidden values={values} names={all} />
        <button className="btn wide">{t.send}</button>
      </form>
      <BackForm step={step} label={t.change} to="/officials" names={all} />
    </div>
  );
  return frame(step, t.checkTitle, children);
}
