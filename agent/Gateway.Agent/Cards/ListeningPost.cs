namespace Gateway.Agent.Cards;

/// <summary>Where a card is listened to.</summary>
/// <param name="Card">Its identity.</param>
/// <param name="Link">In its network namespace.</param>
/// <param name="Process">A process in that namespace; null: the host's own.</param>
public sealed record ListeningPost(string Card, string Link, int? Process);
