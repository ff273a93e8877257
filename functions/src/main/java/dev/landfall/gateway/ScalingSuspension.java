package dev.landfall.gateway;

/**
 * What of Application Auto Scaling is suspended for one service: its {@code SuspendedState}, flag by flag.
 *
 * @param scaleIn {@code DynamicScalingInSuspended}
 * @param scaleOut {@code DynamicScalingOutSuspended}
 * @param scheduled {@code ScheduledScalingSuspended}
 */
public record ScalingSuspension(boolean scaleIn, boolean scaleOut, boolean scheduled) {

    /** Nothing scales the service: what still scales in one direction can undo a freeze. */
    public static final ScalingSuspension ALL = new ScalingSuspension(true, true, true);

    public static final ScalingSuspension NONE = new ScalingSuspension(false, false, false);
}
