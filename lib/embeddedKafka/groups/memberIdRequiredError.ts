import { KafkaWireError } from '../protocol/errors.ts';

/** The answer MEMBER_ID_REQUIRED, with the id to join with. */
export class MemberIdRequiredError extends KafkaWireError {
  readonly memberId: string;

  constructor(memberId: string) {
    super('MEMBER_ID_REQUIRED', `join again as '${memberId}'`);
    this.memberId = memberId;
  }
}
