/** When a windowed aggregation tells of its windows. */
export class EmitStrategy {
  readonly type: 'ON_WINDOW_UPDATE' | 'ON_WINDOW_CLOSE';

  private constructor(type: EmitStrategy['type']) {
    this.type = type;
  }

  /** At each record of a window. The default. */
  static onWindowUpdate(): EmitStrategy {
    return new EmitStrategy('ON_WINDOW_UPDATE');
  }

  /**
   * Once, when stream time has passed a window's end and grace. What has expired in the store by then is lost, so
   * give the store a retention longer than the default, which is the window's size and grace.
   */
  static onWindowClose(): EmitStrategy {
    return new EmitStrategy('ON_WINDOW_CLOSE');
  }
}
