import { Column, Entity, PrimaryColumn } from 'typeorm';

export type OrganizationKind = 'network' | 'chapter' | 'partner' | 'working-group';

/** Anything that can own a relationship with a person: the network, a chapter, a partner. */
@Entity('organizations')
export class Organization {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: OrganizationKind;

  @Column('text')
  slug: string;

  @Column('text', { name: 'public_name' })
  publicName: string;

  @Column('text', { name: 'legal_name', nullable: true })
  legalName: string | null;

  @Column('boolean', { name: 'is_practice' })
  isPractice: boolean;
}
